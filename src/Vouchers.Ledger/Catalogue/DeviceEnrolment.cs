namespace Vouchers.Ledger;

/// <summary>
/// Lets one browser become a registered device, by a code that is shown once and used once.
/// </summary>
/// <param name="Actor">The institution's operator, or an officer.</param>
/// <param name="DeviceId">A registered device that has no key yet.</param>
/// <param name="CodeHash">The keyed hash of the code.</param>
/// <param name="Until">When the code lapses.</param>
public sealed record OfferDeviceEnrolment(Actor Actor, Id<Device> DeviceId, string CodeHash, Timestamp Until)
    : Command<Device>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        [Need.Of(DeviceId), Need.Of(DeviceKey.IdOf(DeviceId))];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer, Role.InstitutionOperator) is { } lacks)
            return lacks;
        if (state.Find(DeviceId) is not { } device)
            return Refusal.NotFound(DeviceId);
        if (Actor.CannotActFor(device.InstitutionId) is { } other)
            return other;
        var key = state.Find(DeviceKey.IdOf(DeviceId)) ?? new(DeviceKey.IdOf(DeviceId), "", "", null, 0, "");
        if (key.PublicKey.Length > 0)
            return Refusal.Of(RefusalCode.AlreadyExists,
                $"Device '{DeviceId}' has its key. A browser that lost its own is a new device: register one and " +
                "revoke this.", ("device", DeviceId.Value));
        if (device.IsRevoked() is { } revoked)
            return revoked;
        return Accept(device, [key with { CodeHash = CodeHash, CodeUntil = Until }],
            [new(JournalEvent.DeviceEnrolmentOffered, device.Key)]);
    }
}

/// <summary>
/// A browser with a fresh key becomes the device. The key never leaves that browser, so a browser that lost its memory
/// is another device: revoke the old one and register a new one.
/// </summary>
/// <param name="Actor">Nobody in particular: the code is what counts.</param>
/// <param name="DeviceId">The device.</param>
/// <param name="CodeHash">The keyed hash of the code that was typed or scanned.</param>
/// <param name="PublicKey">The browser's public key, as text.</param>
public sealed record EnrolDevice(Actor Actor, Id<Device> DeviceId, string CodeHash, string PublicKey)
    : Command<Device>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        [Need.Of(DeviceId), Need.Of(DeviceKey.IdOf(DeviceId))];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        // Who has no code learns nothing of the devices that there are.
        if (state.Find(DeviceKey.IdOf(DeviceId)) is not { CodeHash.Length: > 0 } key
            || key.CodeHash != CodeHash || now >= key.CodeUntil)
            return Refusal.Of(RefusalCode.DeviceCodeWrong,
                $"No code like this is open for device '{DeviceId}'; it may have been used or have lapsed. Ask for a " +
                "new one.", ("device", DeviceId.Value));
        var device = state.Find(DeviceId)!;
        if (device.IsRevoked() is { } revoked)
            return revoked;
        return Accept(device, [key with { PublicKey = PublicKey, CodeHash = "", CodeUntil = null }],
            [new(JournalEvent.DeviceEnrolled, device.Key)]);
    }
}
