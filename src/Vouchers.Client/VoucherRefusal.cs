using Vouchers.V1;

namespace Vouchers.Client;

/// <summary>Why a rule said no. Immutable, hence thread-safe.</summary>
/// <param name="Reason">The rule. <see cref="RefusalReason.Unspecified"/> is a rule newer than this library; the
/// message still tells it.</param>
/// <param name="Message">A sentence in English with the value found and the limit, e.g. "40 of 40 seats taken".</param>
/// <param name="Facts">The values behind the sentence by name, e.g. <c>redeemed_at</c>, <c>receipt</c>; where the
/// service names none but field violations, the fault of each field by the field's path. Never null.</param>
public sealed record VoucherRefusal(
    RefusalReason Reason, string Message, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>E.g. <c>SESSION_FULL: 40 of 40 seats taken</c>.</summary>
    public override string ToString() => $"{ReasonWords.Of(Reason)}: {Message}";

    /// <summary>A refusal that came inside an answer, e.g. the rule that stands against an offline record.</summary>
    public static VoucherRefusal From(Refusal refusal) =>
        new(refusal.Reason, refusal.Message, new Dictionary<string, string>(refusal.Facts));
}
