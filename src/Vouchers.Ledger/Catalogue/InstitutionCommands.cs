namespace Vouchers.Ledger;

/// <summary>Registers an institution; its number is set here.</summary>
public sealed record RegisterInstitution(Actor Actor, Institution Draft) : Command<Institution>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        [Need.Of(Draft.Id), Need.Of(Counter.Institutions)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (state.Find(Draft.Id) is not null)
            return Refusal.AlreadyExists(Draft.Id);
        var counter = state.Find(Counter.Institutions) ?? new Counter(Counter.Institutions, 0);
        counter = counter with { Last = counter.Last + 1 };
        var institution = Draft with { Number = checked((int)counter.Last), Suspended = false };
        return Accept(institution, [counter, institution],
            [new(JournalEvent.InstitutionRegistered, institution.Key)]);
    }
}

/// <summary>Suspends or readmits an institution, or moves the end of its accreditation.</summary>
public sealed record UpdateInstitution(
    Actor Actor, Id<Institution> InstitutionId, bool? Suspended, Timestamp? AccreditedUntil, string Reason)
    : Command<Institution>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(InstitutionId)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (state.Find(InstitutionId) is not { } institution)
            return Refusal.NotFound(InstitutionId);
        institution = institution with
        {
            Suspended = Suspended ?? institution.Suspended,
            AccreditedUntil = AccreditedUntil ?? institution.AccreditedUntil,
        };
        return Accept(institution, [institution],
            [new(JournalEvent.InstitutionChanged, institution.Key, Note: Reason)]);
    }
}

/// <summary>Registers a place where an institution teaches.</summary>
public sealed record RegisterBranch(Actor Actor, Branch Branch) : Command<Branch>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        [Need.Of(Branch.Id), Need.Of(Branch.InstitutionId)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer, Role.InstitutionOperator) is { } lacks)
            return lacks;
        if (Actor.CannotActFor(Branch.InstitutionId) is { } other)
            return other;
        if (state.Find(Branch.InstitutionId) is null)
            return Refusal.NotFound(Branch.InstitutionId);
        return state.Find(Branch.Id) is not null
            ? Refusal.AlreadyExists(Branch.Id)
            : Accept(Branch, [Branch], [new(JournalEvent.BranchRegistered, Branch.Key)]);
    }
}

/// <summary>Registers a counter device of a branch.</summary>
public sealed record RegisterDevice(Actor Actor, Device Device) : Command<Device>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(Device.Id), Need.Of(Device.BranchId)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer, Role.InstitutionOperator) is { } lacks)
            return lacks;
        if (Actor.CannotActFor(Device.InstitutionId) is { } other)
            return other;
        if (state.Find(Device.BranchId) is not { } branch)
            return Refusal.NotFound(Device.BranchId);
        if (state.Find(Device.Id) is not null)
            return Refusal.AlreadyExists(Device.Id);
        if (branch.IsNotOf(Device.InstitutionId) is { } mismatch)
            return mismatch;
        return Accept(Device, [Device], [new(JournalEvent.DeviceRegistered, Device.Key)]);
    }
}

/// <summary>Takes a lost or sold device out of use for good.</summary>
public sealed record RevokeDevice(Actor Actor, Id<Device> DeviceId, string Reason) : Command<Device>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(DeviceId)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer, Role.InstitutionOperator) is { } lacks)
            return lacks;
        if (state.Find(DeviceId) is not { } device)
            return Refusal.NotFound(DeviceId);
        if (Actor.CannotActFor(device.InstitutionId) is { } other)
            return other;
        device = device with { Revoked = true };
        return Accept(device, [device], [new(JournalEvent.DeviceRevoked, device.Key, Note: Reason)]);
    }
}
