using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>
/// What the bureau risks at one counter while its line is down: so many redemptions, up to such a sum, until then.
/// Two counters may each accept the same voucher offline, and only one of them is paid; the lease bounds that.
/// </summary>
/// <param name="Id">Time-ordered id.</param>
/// <param name="DeviceId">The device that may accept.</param>
/// <param name="InstitutionId">Whose device it is.</param>
/// <param name="Count">At most so many records.</param>
/// <param name="Sum">At most so much in all.</param>
/// <param name="From">From when on.</param>
/// <param name="Until">Until when, excluded.</param>
/// <param name="UsedCount">How many records came in under it.</param>
/// <param name="UsedMinorUnits">What those of them that were confirmed add up to.</param>
public sealed record Lease(
    Id<Lease> Id,
    Id<Device> DeviceId,
    Id<Institution> InstitutionId,
    int Count,
    Money Sum,
    Timestamp From,
    Timestamp Until,
    int UsedCount,
    long UsedMinorUnits) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>
    /// How far a device's clock may be behind: its times have whole seconds, and it learns ours over a slow line.
    /// </summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>Null when this amount, accepted by this device at this time, is within the lease.</summary>
    internal Refusal? DoesNotCover(Id<Device> device, Money amount, Timestamp capturedAt)
    {
        if (device != DeviceId || capturedAt + ClockSkew < From || capturedAt >= Until)
            return Refusal.Of(RefusalCode.LeaseLapsed,
                $"Lease '{Id}' is of device '{DeviceId}' from {From} until {Until}; this was accepted by '{device}' " +
                $"at {capturedAt}.",
                ("lease", Key), ("from", From.ToString()), ("until", Until.ToString()),
                ("captured_at", capturedAt.ToString()));
        if (amount.Currency != Sum.Currency)
            return Refusal.Of(RefusalCode.LeaseExceeded,
                $"Lease '{Id}' is in {Sum.Currency}; the amount is {amount}.", ("lease", Key),
                ("lease_currency", Sum.Currency.ToString()), ("currency", amount.Currency.ToString()));
        return UsedCount < Count && checked(UsedMinorUnits + amount.MinorUnits) <= Sum.MinorUnits
            ? null
            : Refusal.Of(RefusalCode.LeaseExceeded,
                $"Lease '{Id}' covers {Count} redemptions up to {Sum}; {UsedCount} with " +
                $"{Sum with { MinorUnits = UsedMinorUnits }} came in before this one of {amount}.",
                ("lease", Key), ("count", Count.ToString(CultureInfo.InvariantCulture)),
                ("used_count", UsedCount.ToString(CultureInfo.InvariantCulture)),
                ("sum", Sum.MinorUnits.ToString(CultureInfo.InvariantCulture)),
                ("used_sum", UsedMinorUnits.ToString(CultureInfo.InvariantCulture)),
                ("amount", amount.MinorUnits.ToString(CultureInfo.InvariantCulture)),
                ("currency", Sum.Currency.ToString()));
    }
}
