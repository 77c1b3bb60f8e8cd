namespace Vouchers.Credentials;

/// <summary>Which key signs what, how long it signs, and how long it stays trusted afterwards.</summary>
internal static class KeyUses
{
    /// <summary>
    /// A successor is published this long before it signs, so that a device on the longest offline lease (72 hours)
    /// already knows the key when it meets the first credential of it.
    /// </summary>
    public static readonly TimeSpan PublishedAhead = TimeSpan.FromDays(4);

    /// <summary>
    /// A retired key's signatures are accepted this much longer, for processes that have not yet noticed a rotation
    /// made by hand in another one.
    /// </summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    public static KeyUse Of(CredentialType type) => type switch
    {
        CredentialType.Voucher => KeyUse.Voucher,
        CredentialType.Presentation => KeyUse.Presentation,
        CredentialType.OfflineRedemption => KeyUse.Receipt,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such type of credential."),
    };

    /// <summary>How long a key signs, or null for the root, whose change means new pins in all counter apps.</summary>
    public static TimeSpan? Period(KeyUse use) => use switch
    {
        KeyUse.Voucher or KeyUse.StatusList => TimeSpan.FromDays(91),
        KeyUse.Presentation => TimeSpan.FromDays(7),
        KeyUse.Receipt or KeyUse.Journal => TimeSpan.FromDays(365),
        KeyUse.TrustList => null,
        _ => throw new ArgumentOutOfRangeException(nameof(use), use, "No such use of a key."),
    };

    /// <summary>How long the last thing that a key signed may still have to be verified.</summary>
    public static TimeSpan Lapse(KeyUse use) => use switch
    {
        // The longest validity that a programme may give its vouchers.
        KeyUse.Voucher => TimeSpan.FromDays(731),
        // A presentation lives a minute, but as evidence of an offline redemption it is read after the lease ends.
        KeyUse.Presentation => TimeSpan.FromDays(14),
        KeyUse.StatusList => TimeSpan.FromDays(14),
        // Books are kept for ten years.
        KeyUse.Receipt or KeyUse.Journal => TimeSpan.FromDays(3653),
        KeyUse.TrustList => TimeSpan.MaxValue,
        _ => throw new ArgumentOutOfRangeException(nameof(use), use, "No such use of a key."),
    };
}
