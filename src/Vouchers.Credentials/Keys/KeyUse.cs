namespace Vouchers.Credentials;

/// <summary>What a key may sign, and nothing else. The numbers are part of the trust list's format.</summary>
public enum KeyUse
{
    /// <summary>Static vouchers; renewed every quarter.</summary>
    Voucher = 1,

    /// <summary>Presentations; renewed every week, as these keys sign all day long.</summary>
    Presentation = 2,

    /// <summary>Status lists.</summary>
    StatusList = 3,

    /// <summary>The trust list: the root, which counter apps pin and which never rotates by itself.</summary>
    TrustList = 4,

    /// <summary>Receipts, and the provisional receipts that are offline redemption records.</summary>
    Receipt = 5,

    /// <summary>Heads of the journal's chains: that so much was written by then, and nothing else.</summary>
    Journal = 6,
}
