using Vouchers.V1;

namespace Vouchers.Cli.Demo.Data;

/// <summary>
/// Citizens with a part in the story, all rural youths with a voucher of the project programme and a seat, most of them
/// in the first session of the stage.
/// </summary>
/// <param name="Ids">Every citizen of the cast.</param>
/// <param name="Stage">Where they are enrolled, but for the visitor and the evening.</param>
/// <param name="OtherStage">A session of another institution at the same time.</param>
/// <param name="LaterStage">A session that has not begun when the story is over.</param>
/// <param name="RunningStage">A session that runs now.</param>
/// <param name="Collusion">A session whose institution books more citizens than it may be owed for.</param>
/// <param name="Duplicate">A second registration of a person who is imported already.</param>
/// <param name="NeverApplied">A person whose membership lapsed and who never applied.</param>
internal sealed record Cast(
    IReadOnlyList<string> Ids,
    SessionPlan Stage,
    SessionPlan OtherStage,
    SessionPlan LaterStage,
    SessionPlan RunningStage,
    SessionPlan Collusion,
    ImportedCitizen Duplicate,
    CitizenPlan NeverApplied)
{
    /// <summary>How many citizens play a part.</summary>
    public const int Size = 28;

    /// <summary>How many of the colluding institution's redemptions are above its limit.</summary>
    public const int CollusionExcess = 6;

    public string ScreenshotVictim => Ids[0];

    public string ForgedFrom => Ids[1];

    public string DoubleRedeemer => Ids[2];

    public string Racer => Ids[3];

    public string LostReply => Ids[4];

    public string Ghost => Ids[5];

    public string EarlyBird => Ids[6];

    public string LateRefund => Ids[7];

    public string Suspended => Ids[8];

    public string Revoked => Ids[9];

    public string Paper => Ids[10];

    public string NotEnrolled => Ids[11];

    /// <summary>Whose voucher stays live for whoever plays with the service after the story.</summary>
    public string Visitor => Ids[12];

    /// <summary>Whose vouchers go through a batch that is sent twice.</summary>
    public IReadOnlyList<string> Batch => [.. Ids.Skip(13).Take(8)];

    /// <summary>Who come to the session that runs, on the evening on which its mobile counter loses its line.</summary>
    public IReadOnlyList<string> Evening => [.. Ids.Skip(21)];

    /// <summary>Who of the evening shows the voucher at the desk, too, because a slip is only provisional.</summary>
    public string Doubter => Evening[2];
}
