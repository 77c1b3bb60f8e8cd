namespace Vouchers.Credentials;

/// <summary>Why a trust list was refused, in the order of judging.</summary>
public enum TrustListFault
{
    /// <summary>No fault.</summary>
    None = 0,

    /// <summary>Not a trust list in the agreed shape, or larger than <see cref="TrustList.MaximumBytes"/>.</summary>
    Malformed,

    /// <summary>Not signed by the pinned root.</summary>
    NotByRoot,

    /// <summary>Older than a list that was seen before: somebody replays it, perhaps to revive a revoked key.</summary>
    OlderVersion,
}
