using System.Globalization;
using System.Text;

namespace Vouchers.Ledger;

/// <summary>The life of a redemption.</summary>
public enum RedemptionState
{
    None = 0,

    /// <summary>The voucher is used; the service is not yet validated.</summary>
    Confirmed = 1,

    /// <summary>The programme's gate is met: the institution is owed the amount.</summary>
    Earned = 2,
    InPayout = 3,
    Paid = 4,
    Voided = 5,
    ClawedBack = 6,
}

/// <summary>What was shown at the counter.</summary>
public enum EvidenceKind
{
    None = 0,

    /// <summary>A live presentation from the citizen's page.</summary>
    Presentation = 1,

    /// <summary>The printed code with the PIN and an ID document.</summary>
    PaperWithPin = 2,

    /// <summary>The typed fallback code with the PIN and an ID document.</summary>
    CodeWithPin = 3,

    /// <summary>A presentation that a device took while its line was down.</summary>
    OfflinePresentation = 4,
}

/// <summary>One use of a voucher.</summary>
/// <param name="Id">Time-ordered id.</param>
/// <param name="Receipt">The number on the receipt, e.g. <c>R-01JX4M6QZK-8R5V0C2N-7W9T3H1B</c>.</param>
/// <param name="VoucherId">The voucher used.</param>
/// <param name="CitizenId">Its holder.</param>
/// <param name="ProgrammeId">The programme that pays.</param>
/// <param name="InstitutionId">Who redeemed.</param>
/// <param name="BranchId">Where.</param>
/// <param name="DeviceId">With which device, where one was used.</param>
/// <param name="SessionId">For which session.</param>
/// <param name="Amount">What it pays.</param>
/// <param name="Face">The voucher's face before, so that a void can restore it.</param>
/// <param name="Evidence">What was shown.</param>
/// <param name="RedeemedAt">When, by the server's clock.</param>
/// <param name="RedeemedBy">The token's subject.</param>
/// <param name="State">Where it stands.</param>
/// <param name="VoidedAt">When it was voided.</param>
/// <param name="VoidReason">Why it was voided; empty before.</param>
/// <param name="EarnedAt">When the programme's gate was met.</param>
/// <param name="PayoutItemId">The payment that it is in, or was paid by.</param>
public sealed record Redemption(
    Id<Redemption> Id,
    string Receipt,
    Id<Voucher> VoucherId,
    Id<Citizen> CitizenId,
    Id<Programme> ProgrammeId,
    Id<Institution> InstitutionId,
    Id<Branch> BranchId,
    Id<Device>? DeviceId,
    Id<Session> SessionId,
    Money Amount,
    Money Face,
    EvidenceKind Evidence,
    Timestamp RedeemedAt,
    string RedeemedBy,
    RedemptionState State,
    Timestamp? VoidedAt,
    string VoidReason,
    Timestamp? EarnedAt,
    Id<PayoutItem>? PayoutItemId) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>The receipt number of a redemption: readable groups of its id.</summary>
    public static string ReceiptOf(Id<Redemption> id) =>
        $"R-{id.Value[..10]}-{id.Value[10..18]}-{id.Value[18..]}".ToUpperInvariant();

    /// <summary>
    /// Reads a receipt number as people type it: in letters of either case and width, with spaces and hyphens
    /// wherever they stand, with or without its R, and with O, I or L for the digits that they look like.
    /// </summary>
    /// <returns>False where it cannot be the number of a receipt.</returns>
    public static bool TryReadReceipt(string typed, out Id<Redemption> id)
    {
        var read = new StringBuilder(Uid.Length + 1);
        foreach (var c in typed)
        {
            // A Chinese input method writes full-width letters, which stand in the order of ASCII.
            var narrow = c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;
            if (char.IsWhiteSpace(narrow) || char.GetUnicodeCategory(narrow) == UnicodeCategory.DashPunctuation)
                continue;
            read.Append(char.ToLowerInvariant(narrow) switch { 'o' => '0', 'i' or 'l' => '1', var other => other });
        }

        // The first digit of an id is 7 at most, so that the R is none of it.
        var text = read is { Length: > 0 } && read[0] == 'r' ? read.ToString(1, read.Length - 1) : read.ToString();
        id = default;
        return Uid.TryParse(text, out _) && Id<Redemption>.TryParse(text, out id);
    }
}
