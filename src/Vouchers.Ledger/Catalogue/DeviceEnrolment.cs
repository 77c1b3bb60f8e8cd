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
        if (device.IsRevoked() is { } revoked)
            return revoked;
        if (device.PublicKey.Length > 0)
            return device.IsEnrolledAlready();
        device = device with { EnrolmentCodeHash = CodeHash, EnrolmentCodeUntil = Until };
        return Accept(device, [device], [new(JournalEvent.DeviceEnrolmentOffered, device.Key)]);
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
    public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(DeviceId)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        // Who has no code learns nothing of the devices that there are.
        if (state.Find(DeviceId) is not { EnrolmentCodeHash.Length: > 0 } device
            || device.EnrolmentCodeHash != CodeHash || now >= device.EnrolmentCodeUntil)
            return Refusal.Of(RefusalCode.DeviceCodeWrong,
                $"No code like this is open for device '{DeviceId}'; it may have been used or have lapsed. Ask for a " +
                "new one.", ("device", DeviceId.Value));
        if (device.IsRevoked() is { } revoked)
            return revoked;
        device = device with { PublicKey = PublicKey, EnrolmentCodeHash = "", EnrolmentCodeUntil = null };
        return Accept(device, [device], [new(JournalEvent.DeviceEnrolled, device.Key)]);
    }
}
