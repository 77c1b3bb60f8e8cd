using System.Runtime.InteropServices;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// Judges voucher after voucher. The lines of a voucher may be in the lanes of several nodes, whose clocks differ,
/// so their order is not relied upon: each line takes the voucher out of one state and into another, and what is
/// left when all are counted is the state in which it must be, once.
/// </summary>
internal sealed class VoucherAudit
{
    private readonly Finding states = new(
        "voucher-states", "A voucher's state and suspension follow from its journal lines.");

    private readonly Finding single = new(
        "one-redemption", "A voucher has at most one redemption that is not voided, and names it.");

    private readonly Finding lines = new(
        "redemption-lines",
        "Every redemption, every void and what earned it has its journal line of the same amount.");

    private readonly long[] entered = new long[(int)VoucherState.Revoked + 1];
    private readonly List<VoucherTrace> redemptions = [];
    private readonly Dictionary<(JournalEvent Event, long Amount), long> redemptionLines = [];
    private VoucherTrace? row;
    private string? voucher;
    private long suspensions;

    /// <summary>What the rows say should be in which account.</summary>
    public Dictionary<MoneyPlace, Int128> Money { get; } = [];

    public IEnumerable<InvariantCheck> Checks => [states.ToCheck(), single.ToCheck(), lines.ToCheck()];

    public void Add(VoucherTrace trace)
    {
        if (trace.Voucher != voucher)
        {
            End();
            voucher = trace.Voucher;
        }

        switch (trace.Kind)
        {
            case TraceKind.Voucher:
                row = trace;
                Hold(trace);
                break;
            case TraceKind.Redemption:
                redemptions.Add(trace);
                Owe(trace);
                break;
            case TraceKind.Lines:
                Follow(trace);
                break;
            default:
                throw new InvalidOperationException($"A trace of kind {trace.Kind} is not known here.");
        }
    }

    /// <summary>Judges the last voucher.</summary>
    public void End()
    {
        if (voucher is null)
            return;
        JudgeState();
        JudgeRedemptions();
        Array.Clear(entered);
        redemptions.Clear();
        redemptionLines.Clear();
        (row, voucher, suspensions) = (null, null, 0);
    }

    private void Hold(VoucherTrace trace)
    {
        var kind = (VoucherState)trace.State switch
        {
            VoucherState.Active => AccountKind.Outstanding,
            VoucherState.Reserved => AccountKind.Reserved,
            _ => AccountKind.None,
        };
        if (kind != AccountKind.None)
            Add(new MoneyPlace(trace.Programme!, "", kind), trace.AmountMinorUnits);
    }

    private void Owe(VoucherTrace trace)
    {
        var kind = (RedemptionState)trace.State switch
        {
            RedemptionState.Confirmed => AccountKind.Unearned,
            RedemptionState.Earned => AccountKind.Payable,
            RedemptionState.Paid => AccountKind.Paid,
            // What is in a payment is where the payment is.
            _ => AccountKind.None,
        };
        if (kind != AccountKind.None)
            Add(new MoneyPlace(trace.Programme!, trace.Institution!, kind), trace.AmountMinorUnits);
    }

    private void Add(MoneyPlace place, long amount) =>
        CollectionsMarshal.GetValueRefOrAddDefault(Money, place, out _) += amount;

    private void Follow(VoucherTrace trace)
    {
        var happened = (JournalEvent)trace.State;
        switch (happened)
        {
            case JournalEvent.VoucherIssued:
                Move(VoucherState.None, VoucherState.Active, trace.Lines);
                break;
            case JournalEvent.VoucherReserved:
                Move(VoucherState.Active, VoucherState.Reserved, trace.Lines);
                break;
            case JournalEvent.ReservationReleased or JournalEvent.ReservationTimedOut:
                Move(VoucherState.Reserved, VoucherState.Active, trace.Lines);
                break;
            case JournalEvent.VoucherExpired:
                Move(StateOf(trace.First), VoucherState.Expired, trace.Lines);
                break;
            case JournalEvent.VoucherRevoked:
                Move(StateOf(trace.First), VoucherState.Revoked, trace.Lines);
                break;
            case JournalEvent.VoucherRedeemed:
                Move(StateOf(trace.First), VoucherState.Redeemed, trace.Lines);
                Count(happened, trace.AmountMinorUnits, trace.Lines);
                break;
            case JournalEvent.RedemptionVoided:
                Move(VoucherState.Redeemed, StateOf(trace.Second), trace.Lines);
                Count(happened, trace.AmountMinorUnits, trace.Lines);
                Unearn(trace);
                break;
            case JournalEvent.RedemptionEarned or JournalEvent.ForceMajeureEarned:
                Count(JournalEvent.RedemptionEarned, trace.AmountMinorUnits, trace.Lines);
                break;
            case JournalEvent.RedemptionUnearned or JournalEvent.ClawedBack:
                Unearn(trace);
                break;
            case JournalEvent.VoucherSuspended:
                suspensions += trace.Lines;
                break;
            case JournalEvent.VoucherResumed:
                suspensions -= trace.Lines;
                break;
            default:
                // Views, PINs and rests leave the voucher where it is.
                break;
        }
    }

    // What was not earned yet leaves unearned money only.
    private void Unearn(VoucherTrace trace)
    {
        if ((AccountKind)trace.First != AccountKind.Unearned)
            Count(JournalEvent.RedemptionEarned, trace.AmountMinorUnits, -trace.Lines);
    }

    private void Count(JournalEvent happened, long amount, long times) =>
        CollectionsMarshal.GetValueRefOrAddDefault(redemptionLines, (happened, amount), out _) += times;

    /// <summary>Where a voucher is whose face is in an account of this kind.</summary>
    private static VoucherState StateOf(long accountKind) =>
        (AccountKind)accountKind == AccountKind.Reserved ? VoucherState.Reserved : VoucherState.Active;

    private void Move(VoucherState from, VoucherState to, long times)
    {
        entered[(int)from] -= times;
        entered[(int)to] += times;
    }

    private void JudgeState()
    {
        if (row is not { } found)
        {
            states.Add($"voucher {voucher} has journal lines or redemptions and no row");
            return;
        }

        for (var state = VoucherState.Active; state <= VoucherState.Revoked; state++)
        {
            if (entered[(int)state] == ((int)state == found.State ? 1 : 0))
                continue;
            states.Add($"voucher {voucher} is {(VoucherState)found.State}, and its lines leave it "
                + $"{entered[(int)state]} times {state}");
            return;
        }

        // What is withdrawn or expired is held no more, and no line says so once again.
        var held = (VoucherState)found.State is VoucherState.Expired or VoucherState.Revoked && suspensions == 1
            ? 0
            : suspensions;
        if (held != found.First)
            states.Add($"voucher {voucher} says suspended {found.First}, and its lines {suspensions}");
    }

    private void JudgeRedemptions()
    {
        var standing = redemptions.Where(r => (RedemptionState)r.State != RedemptionState.Voided)
            .Select(r => r.Redemption).ToList();
        if (standing.Count > 1)
            single.Add($"voucher {voucher} has {standing.Count} redemptions that are not voided");
        else if (row is { } found && found.Redemption != standing.FirstOrDefault())
            single.Add($"voucher {voucher} names redemption {found.Redemption ?? "none"}, "
                + $"and {standing.FirstOrDefault() ?? "none"} stands");

        foreach (var redemption in redemptions)
        {
            Count(JournalEvent.VoucherRedeemed, redemption.AmountMinorUnits, -1);
            switch ((RedemptionState)redemption.State)
            {
                case RedemptionState.Voided:
                    Count(JournalEvent.RedemptionVoided, redemption.AmountMinorUnits, -1);
                    break;
                case RedemptionState.Earned or RedemptionState.InPayout or RedemptionState.Paid:
                    Count(JournalEvent.RedemptionEarned, redemption.AmountMinorUnits, -1);
                    break;
            }
        }

        foreach (var ((happened, amount), count) in redemptionLines.Where(l => l.Value != 0))
            lines.Add($"voucher {voucher} has {count:+0;-0} lines {happened} of {amount} beside its redemptions");
    }
}
