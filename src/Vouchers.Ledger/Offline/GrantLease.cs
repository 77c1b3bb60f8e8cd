namespace Vouchers.Ledger;

/// <summary>
/// Lets a device accept vouchers while its line is down. A device asks whenever it is on line, so that it always has
/// a young lease; what it accepted under an older one is judged by that one.
/// </summary>
/// <param name="Actor">The device itself.</param>
/// <param name="Id">The lease's id, drawn by the caller.</param>
/// <param name="Count">At most so many records; 1 or more.</param>
/// <param name="Sum">At most so much in all; 1 minor unit or more.</param>
/// <param name="Lasts">How long, 24 to 72 hours.</param>
public sealed record GrantLease(Actor Actor, Id<Lease> Id, int Count, Money Sum, TimeSpan Lasts)
    : Command<Lease>(Actor)
{
    /// <summary>The shortest time worth having: a day without a line.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(24);

    /// <summary>The longest: devices know successors of keys four days ahead.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(72);

    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(Id);
        if (Actor.Device is not { } deviceId)
            yield break;
        yield return Need.Of(deviceId);
        yield return Need.Of(DeviceKey.IdOf(deviceId));
        if (known.Peek(deviceId) is { } device)
            yield return Need.Of(device.InstitutionId);
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Sum.MinorUnits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Lasts, Shortest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Lasts, Longest);
        if (Actor.Lacks(Role.Device) is { } lacks)
            return lacks;
        if (Actor.Device is not { } deviceId)
            return Refusal.Of(RefusalCode.NotPermitted, "Only a device's own token gets a lease.");
        if (state.Find(deviceId) is not { } device)
            return Refusal.NotFound(deviceId);
        if (state.Find(Id) is not null)
            return Refusal.AlreadyExists(Id);
        if (state.Find(device.InstitutionId)!.MayNotAct(now) is { } mayNot)
            return mayNot;
        if (CounterNeeds.DeviceRefuses(state, Actor) is { } revoked)
            return revoked;
        if (state.Find(DeviceKey.IdOf(deviceId)) is not { PublicKey.Length: > 0 })
            return DeviceKey.Missing(deviceId);
        var lease = new Lease(Id, device.Id, device.InstitutionId, Count, Sum, now, now + Lasts, 0, 0);
        return Accept(lease, [lease], [new(JournalEvent.LeaseGranted, device.Key, Note: Id.Value)]);
    }
}
