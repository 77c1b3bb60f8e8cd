using System.Text.Json.Serialization;

namespace Vouchers.Counter;

/// <summary>The counter that this browser is.</summary>
/// <param name="Id">The device's id.</param>
/// <param name="InstitutionId">Whose it is.</param>
/// <param name="BranchId">Where it stands.</param>
/// <param name="Name">For people.</param>
/// <param name="TrustRoot">The key that it pins: which keys are the city's is believed from nobody else.</param>
internal sealed record KeptDevice(string Id, string InstitutionId, string BranchId, string Name, string TrustRoot);

/// <summary>An enrolment under way: its key and code are kept, so that a lost reply is asked for again.</summary>
internal sealed record KeptEnrolment(string DeviceId, string Code, Guid RequestId);

/// <summary>A session as the counter shows it, also without a line.</summary>
internal sealed record KeptSession(
    string Id, string Title, string TitleInEnglish, string Branch, bool IsOwnBranch, DateTimeOffset StartsAt,
    DateTimeOffset EndsAt, int Enrolled, int Capacity);

/// <summary>The sessions of the days from one on, and the names of the institution and its branches.</summary>
internal sealed record KeptSessions(
    DateOnly Day, string Institution, Dictionary<string, string> Branches, List<KeptSession> Sessions);

/// <summary>The session of a day.</summary>
internal sealed record KeptChoice(DateOnly Day, KeptSession Session);

/// <summary>A redemption whose answer is not there yet. Kept before it is asked for and removed with the answer.
/// </summary>
public sealed record KeptRedemption(
    Guid RequestId, string SessionId, string QrText, string Code, string Pin, string MaskedName);

/// <summary>The masked names of the day's vouchers, which the service's list of redemptions does not tell.</summary>
internal sealed record KeptHolders(DateOnly Day, Dictionary<string, string> ByVoucher);

/// <summary>How it is written; made when the app is built, since a trimmed app cannot reflect.</summary>
[JsonSerializable(typeof(KeptDevice))]
[JsonSerializable(typeof(KeptEnrolment))]
[JsonSerializable(typeof(KeptSessions))]
[JsonSerializable(typeof(KeptChoice))]
[JsonSerializable(typeof(KeptRedemption))]
[JsonSerializable(typeof(KeptHolders))]
internal sealed partial class KeptJson : JsonSerializerContext;
