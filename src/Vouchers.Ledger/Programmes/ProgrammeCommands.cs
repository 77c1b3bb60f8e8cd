namespace Vouchers.Ledger;

/// <summary>Creates a programme without a budget.</summary>
/// <param name="Actor">A programme officer.</param>
/// <param name="Draft">The programme; its number and state are set here.</param>
public sealed record CreateProgramme(Actor Actor, Programme Draft) : Command<Programme>(Actor)
{
    /// <summary>The longest id of a programme, in characters: each voucher's QR code carries it.</summary>
    public const int MaxIdLength = 24;

    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(Draft.Id), Need.Of(Counter.Programmes)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Draft.Rules.FirstFault() is { } fault)
            return fault;
        if (Draft.Id.Value.Length > MaxIdLength)
            return Refusal.Invalid("programme.id", $"must have at most {MaxIdLength} characters");
        if (Draft.ValidUntil <= Draft.ValidFrom)
            return Refusal.Invalid("programme.valid_until", $"must be after valid_from, {Draft.ValidFrom}");
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (state.Find(Draft.Id) is not null)
            return Refusal.AlreadyExists(Draft.Id);
        var counter = state.Find(Counter.Programmes) ?? new Counter(Counter.Programmes, 0);
        counter = counter with { Last = counter.Last + 1 };
        var programme = Draft with { Number = checked((int)counter.Last), State = ProgrammeState.Active };
        return Accept(programme, [counter, programme], [new(JournalEvent.ProgrammeCreated, programme.Key)]);
    }
}

/// <summary>Replaces the rules; vouchers that exist keep their face and validity.</summary>
public sealed record UpdateProgrammeRules(Actor Actor, Id<Programme> ProgrammeId, ProgrammeRules Rules)
    : Command<Programme>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(ProgrammeId)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Rules.FirstFault() is { } fault)
            return fault;
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (state.Find(ProgrammeId) is not { } programme)
            return Refusal.NotFound(ProgrammeId);
        programme = programme with { Rules = Rules };
        return Accept(programme, [programme], [new(JournalEvent.ProgrammeChanged, programme.Key)]);
    }
}

/// <summary>What a funding left.</summary>
public sealed record Funded(Programme Programme, Money Available);

/// <summary>Adds to a programme's budget.</summary>
public sealed record FundProgramme(Actor Actor, Id<Programme> ProgrammeId, Money Amount, string Reference)
    : Command<Funded>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(ProgrammeId);
        if (known.Peek(ProgrammeId) is not { } programme)
            yield break;
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Appropriation));
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Available));
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Amount.MinorUnits is <= 0 or > 1_000_000_000_000)
            return Refusal.Invalid("amount", $"must be 1 to 1000000000000 minor units, is {Amount.MinorUnits}");
        if (Actor.Lacks(Role.ProgrammeOfficer, Role.Finance) is { } lacks)
            return lacks;
        if (state.Find(ProgrammeId) is not { } programme)
            return Refusal.NotFound(ProgrammeId);
        if (programme.State != ProgrammeState.Active)
            return IssueRules.Closed(programme);
        if (programme.Currency != Amount.Currency)
            return Refusal.Of(RefusalCode.CurrencyMismatch,
                $"The programme counts in {programme.Currency}; the amount is in {Amount.Currency}.",
                ("programme_currency", programme.Currency.ToString()), ("currency", Amount.Currency.ToString()));
        var available = AccountId.Of(programme, AccountKind.Available);
        var line = JournalLine.Transfer(JournalEvent.ProgrammeFunded, programme.Key,
            AccountId.Of(programme, AccountKind.Appropriation), available, Amount, Reference);
        var left = new Money(checked(state.Balance(available) + Amount.MinorUnits), Amount.Currency);
        return Accept(new Funded(programme, left), [], [line]);
    }
}

/// <summary>Ends the issue of vouchers; live ones can still be redeemed.</summary>
public sealed record CloseProgramme(Actor Actor, Id<Programme> ProgrammeId, string Reason) : Command<Programme>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(ProgrammeId)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (state.Find(ProgrammeId) is not { } programme)
            return Refusal.NotFound(ProgrammeId);
        if (programme.State == ProgrammeState.Closed)
            return IssueRules.Closed(programme);
        programme = programme with { State = ProgrammeState.Closed };
        return Accept(programme, [programme], [new(JournalEvent.ProgrammeClosed, programme.Key, Note: Reason)]);
    }
}
