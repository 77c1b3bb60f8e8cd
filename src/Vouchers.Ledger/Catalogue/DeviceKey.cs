namespace Vouchers.Ledger;

/// <summary>
/// The key of the browser that became a device, and the head of the chain of what it captured off line. The key never
/// leaves that browser, so a device has one key for life.
/// </summary>
/// <param name="Id">The device's id.</param>
/// <param name="PublicKey">The key, as text; empty until a browser has become the device.</param>
/// <param name="CodeHash">The keyed hash of the code by which a browser becomes it; empty where none is open.</param>
/// <param name="CodeUntil">When that code lapses.</param>
/// <param name="Sequence">The number of the last record that it captured off line and brought in.</param>
/// <param name="ChainHash">The hash of that record; empty before the first.</param>
public sealed record DeviceKey(
    Id<DeviceKey> Id, string PublicKey, string CodeHash, Timestamp? CodeUntil, long Sequence, string ChainHash) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>What the next record must name as the hash before it.</summary>
    public string LastHash => ChainHash.Length == 0 ? CapturedRedemption.NoHash : ChainHash;

    /// <summary>The id of a device's key.</summary>
    public static Id<DeviceKey> IdOf(Id<Device> device) => Id<DeviceKey>.Parse(device.Value);

    /// <summary>The refusal of what only an enrolled device may do.</summary>
    internal static Refusal Missing(Id<Device> device) => Refusal.Of(RefusalCode.DeviceNotEnrolled,
        $"Device '{device}' has no key yet; enrol its browser with a one-time code.", ("device", device.Value));
}
