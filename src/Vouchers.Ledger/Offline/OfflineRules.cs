namespace Vouchers.Ledger;

/// <summary>What makes a captured redemption one that counts.</summary>
internal static class OfflineRules
{
    /// <summary>The rows of the redemption, and of the one that it may have to beat.</summary>
    public static IEnumerable<Need> Needs(ILedgerState known, Actor actor, CapturedRedemption captured)
    {
        foreach (var need in CounterNeeds.Of(known, captured.VoucherId, captured.SessionId, actor))
            yield return need;
        if (known.Peek(captured.VoucherId)?.RedemptionId is not { } earlier)
            yield break;
        foreach (var need in VoidRedemption.UndoNeeds(known, earlier))
            yield return need;
        yield return Need.Of(Id<OfflineRecord>.Parse(earlier.Value));
    }

    /// <summary>
    /// Redeems by the rules of the counter, as of the time at which it was captured. Where an offline redemption with
    /// later evidence has the voucher, that one is undone first, in the same decision.
    /// </summary>
    /// <param name="state">The rows.</param>
    /// <param name="actor">Who redeems.</param>
    /// <param name="id">The redemption's id.</param>
    /// <param name="captured">What the device recorded.</param>
    /// <param name="judgedAt">As of when the rules are asked.</param>
    /// <param name="now">When it is booked.</param>
    public static Decision Redeem(
        ILedgerState state, Actor actor, Id<Redemption> id, CapturedRedemption captured, Timestamp judgedAt,
        Timestamp now)
    {
        var (undone, loser) = Undo(state, captured, judgedAt, now);
        var redeem = new RedeemVoucher(
            actor, id, captured.VoucherId, captured.SessionId, captured.Evidence!, captured.Amount);
        var decision = redeem.Decide(undone is null ? state : new StateAfter(state, undone), judgedAt);
        if (decision is not Decision.Accepted accepted)
            return decision;
        // The gate was met long ago, but the money is owed from now on: books that were closed stay as they were.
        var puts = accepted.Puts.Select(row =>
            row is Redemption { EarnedAt: not null } earned ? earned with { EarnedAt = now } : row);
        if (undone is null)
            return accepted with { Puts = [.. puts] };
        var won = accepted.Puts.OfType<Redemption>().Single();
        var lost = loser!.Against(Earlier(state, won, captured, loser));
        return accepted with
        {
            Puts = [.. undone.Puts, lost, .. puts],
            Lines = [.. undone.Lines, ConflictLine(lost), .. accepted.Lines],
        };
    }

    /// <summary>Null when the programme takes redemptions off line.</summary>
    public static Refusal? NotAllowed(Programme programme) => programme.Rules.OfflineAllowed
        ? null
        : Refusal.Of(RefusalCode.OfflineNotAllowed,
            $"Programme '{programme.Id}' takes no redemptions off line.", ("programme", programme.Key));

    /// <summary>The line of the journal that a record is in the conflict queue.</summary>
    public static JournalLine ConflictLine(OfflineRecord record) =>
        new(JournalEvent.OfflineConflict, record.Key, Note: $"{record.Captured.DeviceId} {record.Conflict?.Code}");

    // The redemption that has to give way, undone, and its record; nothing where none has to.
    private static (Decision? Undone, OfflineRecord? Loser) Undo(
        ILedgerState state, CapturedRedemption captured, Timestamp judgedAt, Timestamp now)
    {
        if (captured.ShownAt is not { } shownAt
            || state.Find(captured.VoucherId) is not { State: VoucherState.Redeemed, RedemptionId: { } id } voucher
            || state.Find(id) is not
            {
                Evidence: EvidenceKind.OfflinePresentation,
                State: RedemptionState.Confirmed or RedemptionState.Earned,
            } earlier
            || voucher.PresentationFloor <= shownAt
            || state.Find(Id<OfflineRecord>.Parse(id.Value)) is not { State: OfflineRecordState.Confirmed } loser)
            return default;
        var programme = state.Find(earlier.ProgrammeId)!;
        var undone = VoidRedemption.Undo(
            state, earlier, programme, "another counter accepted the voucher before, off line", judgedAt);
        var voided = undone.Puts.OfType<Redemption>().Single() with { VoidedAt = now };
        // The floor is the loser's evidence, which came later than ours.
        var freed = undone.Puts.OfType<Voucher>().Single() with { PresentationFloor = null };
        return (undone with { Puts = [freed, voided] }, loser);
    }

    // Told like any earlier use, with the receipt that stands; the one that the loser gave out is void.
    private static Refusal Earlier(
        ILedgerState state, Redemption won, CapturedRedemption captured, OfflineRecord loser)
    {
        var (institution, branch) = VoucherRules.PlaceOf(state, won);
        var (shownAt, voided) = (captured.ShownAt.ToString()!, Redemption.ReceiptOf(loser.RedemptionId!.Value));
        return Refusal.Of(RefusalCode.VoucherRedeemed,
            $"Another counter had accepted the voucher off line at {shownAt}, before this one at " +
            $"{loser.Captured.ShownAt}: at {institution}, {branch}; receipt {won.Receipt}. Receipt {voided} was voided.",
            ("voucher", won.VoucherId.Value), ("redeemed_at", won.RedeemedAt.ToString()), ("shown_at", shownAt),
            ("institution", institution), ("branch", branch), ("receipt", won.Receipt), ("voided_receipt", voided));
    }
}
