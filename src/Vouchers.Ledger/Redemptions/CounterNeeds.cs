namespace Vouchers.Ledger;

/// <summary>The rows behind a voucher and a session at a counter.</summary>
internal static class CounterNeeds
{
    /// <summary>Everything that reserving or redeeming reads.</summary>
    public static IEnumerable<Need> Of(ILedgerState known, Id<Voucher> voucherId, Id<Session> sessionId, Actor actor)
    {
        yield return Need.Of(voucherId);
        yield return Need.Of(sessionId);
        if (actor.Device is { } device)
            yield return Need.Of(device);
        var session = known.Peek(sessionId);
        if (session is not null)
        {
            yield return Need.Of(session.CourseId);
            yield return Need.Of(session.InstitutionId);
            yield return Need.Of(session.BranchId);
        }

        if (known.Peek(voucherId) is not { } voucher)
            yield break;
        yield return Need.Of(voucher.CitizenId);
        yield return Need.VouchersOf(voucher.CitizenId);
        yield return Need.Of(Enrolment.IdOf(sessionId, voucher.CitizenId));
        yield return Need.Of(voucher.ProgrammeId);
        foreach (var need in VoucherRules.Needs(known, voucher))
            yield return need;
        foreach (var need in IssueRules.TrainingNeeds(known, voucher.CitizenId))
            yield return need;
        if (known.Peek(voucher.ProgrammeId) is not { } programme)
            yield break;
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Available));
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Outstanding));
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Reserved));
        if (session is null || known.Peek(session.InstitutionId) is not { } institution)
            yield break;
        yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Unearned));
        yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Payable));
        yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Clearing));
    }

    /// <summary>Null when the counter's device is registered and in use, or none is named.</summary>
    public static Refusal? DeviceRefuses(ILedgerState state, Actor actor) =>
        actor.Device is { } device && state.Find(device) is not { Revoked: false }
            ? Refusal.Of(RefusalCode.DeviceRevoked,
                $"Device '{device}' is not registered or was revoked; register it at the institution.",
                ("device", device.Value))
            : null;

    /// <summary>Null when the voucher's holder is enrolled in the session.</summary>
    public static Refusal? NotEnrolled(ILedgerState state, Voucher voucher, Session session)
    {
        var enrolment = state.Find(Enrolment.IdOf(session.Id, voucher.CitizenId));
        if (enrolment is null)
            return Refusal.Of(RefusalCode.NotEnrolled,
                $"The holder is not enrolled in session '{session.Id}'; enrol first.", ("session", session.Key));
        return enrolment.Counts ? null : EnrolmentStep.Ended(enrolment);
    }
}
