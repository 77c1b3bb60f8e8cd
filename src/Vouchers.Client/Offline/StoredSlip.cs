using Vouchers.Credentials;
using Vouchers.V1;
using Wire = Vouchers.V1.OfflineRecord.Types;

namespace Vouchers.Client.Offline;

/// <summary>A slip as the device keeps it: what it signed, and what it learned of it since.</summary>
/// <param name="Bytes">The signed slip.</param>
/// <param name="Slip">The same, read.</param>
/// <param name="Result">The service's last answer; null before the first.</param>
/// <param name="Acknowledged">The state that the clerk has read and acknowledged.</param>
internal sealed record StoredSlip(byte[] Bytes, OfflineSlip Slip, OfflineResult? Result, SlipState Acknowledged)
{
    private readonly CredentialClaims? presented = Slip.Claims.Presented();

    public long Sequence => Slip.Claims.Sequence;

    public string VoucherId => Slip.Claims.VoucherIdText();

    public SlipState State => Result?.OutcomeCase switch
    {
        OfflineResult.OutcomeOneofCase.Refusal => SlipState.Refused,
        OfflineResult.OutcomeOneofCase.Record => Result.Record.State switch
        {
            Wire.State.Confirmed => SlipState.Confirmed,
            Wire.State.Conflict => SlipState.Conflict,
            Wire.State.Dismissed => SlipState.Dismissed,
            // A state newer than this library is no reason to send the slip as if it had never arrived.
            _ => SlipState.Conflict,
        },
        _ => SlipState.Provisional,
    };

    public bool NeedsAttention =>
        State is SlipState.Conflict or SlipState.Dismissed or SlipState.Refused && State != Acknowledged;

    /// <summary>Whether the lease still has to reserve its amount: what is in conflict is not counted.</summary>
    public bool TakesFromSum => State is SlipState.Provisional or SlipState.Confirmed or SlipState.Refused;

    /// <summary>Whether another answer could still come of sending it: a decision, or a second judgement.</summary>
    public bool IsOpen => State is SlipState.Provisional or SlipState.Refused or SlipState.Conflict;

    public CapturedSlip Show() => new(
        Sequence, Slip.Claims.RecordIdText(), Slip.Claims.ReceiptText(), Slip.Claims.CapturedAt, VoucherId,
        presented?.MaskedName ?? "", Slip.Claims.SessionId, Slip.Claims.LeaseId,
        new() { MinorUnits = Slip.Claims.AmountMinorUnits, Currency = Slip.Claims.Currency }, State,
        (Result?.Refusal ?? Result?.Record?.Conflict) is { } why ? VoucherRefusal.From(why) : null,
        Result?.Redemption, NeedsAttention);
}
