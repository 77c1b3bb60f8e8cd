namespace Vouchers.Ledger;

/// <summary>
/// The bureau ends a conflict. Accepting asks the rules of a redemption again, as of the time at which the citizen's
/// phone made the code, and passes over the device, its chain and its lease; declining leaves the voucher as it is.
/// </summary>
/// <param name="Actor">A programme officer.</param>
/// <param name="RecordId">The record.</param>
/// <param name="RedemptionId">The id of the redemption that it may become, drawn by the caller.</param>
/// <param name="IsAccepted">Whether it shall be a redemption.</param>
/// <param name="Reason">Why.</param>
public sealed record DecideOfflineConflict(
    Actor Actor, Id<OfflineRecord> RecordId, Id<Redemption> RedemptionId, bool IsAccepted, string Reason)
    : Command<OfflineRecord>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(RecordId);
        yield return Need.Of(RedemptionId);
        if (known.Peek(RecordId) is not { } record)
            yield break;
        foreach (var need in OfflineRules.Needs(known, CounterOf(record), record.Captured))
            yield return need;
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (state.Find(RecordId) is not { } record)
            return Refusal.NotFound(RecordId);
        if (state.Find(RedemptionId) is not null)
            return Refusal.AlreadyExists(RedemptionId);
        if (record.State != OfflineRecordState.Conflict)
            return Refusal.Of(RefusalCode.ConflictOutOfOrder,
                $"Record '{record.Id}' is {record.State}; only a conflict can be decided.",
                ("record", record.Key), ("state", record.State.ToString()));
        record = record with { DecidedBy = Actor.Subject, DecidedAt = now, DecisionReason = Reason };
        return IsAccepted ? Redeem(state, record, now) : Dismiss(record);
    }

    private Decision Dismiss(OfflineRecord record) =>
        Accept(record with { State = OfflineRecordState.Dismissed },
            [record with { State = OfflineRecordState.Dismissed }],
            [new(JournalEvent.OfflineDismissed, record.Key, Note: Reason)]);

    private Decision Redeem(ILedgerState state, OfflineRecord record, Timestamp now)
    {
        if (record.Captured.ShownAt is not { } shownAt)
            return Refusal.Of(RefusalCode.CredentialForged,
                "The record holds no code that the bureau signed, so nobody is known to have shown a voucher; "
                + "decline it.",
                ("record", record.Key));
        var decision = OfflineRules.Redeem(state, CounterOf(record), RedemptionId, record.Captured, shownAt, now);
        if (decision is not Decision.Accepted redeemed)
            return decision;
        record = record with { State = OfflineRecordState.Confirmed, RedemptionId = RedemptionId };
        return Accept(record, [.. redeemed.Puts, record],
            [new(JournalEvent.OfflineConfirmed, record.Key, Note: Reason), .. redeemed.Lines]);
    }

    // Without the device, which may be revoked since.
    private static Actor CounterOf(OfflineRecord record) =>
        new($"device:{record.Captured.DeviceId}", Role.Device, record.InstitutionId, record.BranchId);
}
