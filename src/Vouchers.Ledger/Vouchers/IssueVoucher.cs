using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>Issues one voucher: by an officer, or as a citizen's own claim.</summary>
public sealed record IssueVoucher(
    Actor Actor, Id<Programme> ProgrammeId, Id<Citizen> CitizenId, string Occupation, int Level, NewVoucher New)
    : Command<Voucher>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(ProgrammeId);
        yield return Need.Of(New.Id);
        yield return Need.Of(Counter.StatusPlaces);
        foreach (var need in IssueRules.Needs(known, CitizenId))
            yield return need;
        if (known.Peek(ProgrammeId) is not { } programme)
            yield break;
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Available));
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Outstanding));
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer, Role.Citizen) is { } lacks)
            return lacks;
        if (Actor.Role == Role.Citizen && Actor.IsNot(CitizenId) is { } other)
            return other;
        if (state.Find(ProgrammeId) is not { } programme)
            return Refusal.NotFound(ProgrammeId);
        if (state.Find(CitizenId) is null)
            return Refusal.NotFound(CitizenId);
        if (state.Find(New.Id) is not null)
            return Refusal.AlreadyExists(New.Id);
        if (IssueRules.NotIssuing(programme, now) is { } notIssuing)
            return notIssuing;
        if (Actor.Role == Role.Citizen && !programme.Rules.CitizensMayClaim)
            return Refusal.Of(RefusalCode.ClaimNotAllowed,
                $"Programme '{programme.Id}' issues through the bureau only.", ("programme", programme.Key));
        if (IssueRules.EligibleBy(state, programme, CitizenId, now) is not { } membership)
            return IssueRules.NotEligible(state, programme, CitizenId);
        if (IssueRules.TooMany(state, programme, CitizenId, Occupation, Level, now) is { } tooMany)
            return tooMany;
        if (BudgetShort(programme, state.Balance(AccountId.Of(programme, AccountKind.Available))) is { } isShort)
            return isShort;
        var counter = state.Find(Counter.StatusPlaces) ?? new Counter(Counter.StatusPlaces, 0);
        var (voucher, line) = New.Issue(programme, CitizenId, membership.TargetGroup, Occupation, Level,
            counter.Last, now);
        return Accept(voucher, [counter with { Last = counter.Last + 1 }, voucher], [line]);
    }

    /// <summary>Null when the budget covers one more face.</summary>
    internal static Refusal? BudgetShort(Programme programme, long availableMinorUnits)
    {
        var face = programme.Rules.FaceMinorUnits;
        return availableMinorUnits >= face
            ? null
            : Refusal.Of(RefusalCode.BudgetExhausted,
                $"A voucher promises {new Money(face, programme.Currency)}; the programme has " +
                $"{new Money(availableMinorUnits, programme.Currency)} available.", ("programme", programme.Key),
                ("available", availableMinorUnits.ToString(CultureInfo.InvariantCulture)),
                ("face", face.ToString(CultureInfo.InvariantCulture)));
    }
}
