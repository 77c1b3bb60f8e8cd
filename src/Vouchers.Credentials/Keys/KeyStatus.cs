namespace Vouchers.Credentials;

/// <summary>Where a key stands in its life. The numbers are part of the trust list's format.</summary>
public enum KeyStatus
{
    /// <summary>Published ahead; it signs nothing yet.</summary>
    Next = 1,

    /// <summary>It signs.</summary>
    Active = 2,

    /// <summary>It signs no more; what it signed in its time stays good.</summary>
    Retired = 3,

    /// <summary>Compromised; what it signed from the compromise on is refused.</summary>
    Revoked = 4,
}
