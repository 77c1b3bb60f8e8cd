using System.Text;

namespace Vouchers.Credentials;

/// <summary>
/// What a credential says, as a CWT claims set (RFC 8392). It holds no birth date, photo, ID number or hash of one;
/// who issued it follows from the key.
/// </summary>
/// <param name="VoucherId">Claim cti: 16 random bytes, the voucher's id. Deduplicate on this, never on the
/// credential's bytes, because an ECDSA signature (r, s) has a second valid form (r, n−s).</param>
/// <param name="IssuedAt">Claim iat. Whole seconds; a fraction is dropped when signing.</param>
/// <param name="ExpiresAt">Claim exp, later than <paramref name="IssuedAt"/>. Whole seconds likewise.</param>
/// <param name="Programme">The programme's code, 1 to 24 UTF-8 bytes.</param>
/// <param name="StatusList">The number of the status list, 0 or more.</param>
/// <param name="StatusIndex">The random place in that list, 0 or more.</param>
/// <param name="ValueCapMinorUnits">The most that may be redeemed, in minor units of the programme's currency.</param>
/// <param name="MaskedName">What is left of the holder's name, 1 to 16 UTF-8 bytes, as
/// <see cref="Credentials.MaskedName"/> makes it.</param>
/// <param name="Category">The programme's category number, 0 or more.</param>
/// <param name="Institution">Once reserved, the only institution that may redeem it, 1 to 40 UTF-8 bytes.</param>
public sealed record CredentialClaims(
    ReadOnlyMemory<byte> VoucherId,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt,
    string Programme,
    int StatusList,
    int StatusIndex,
    long ValueCapMinorUnits,
    string MaskedName,
    int Category,
    string? Institution)
{
    /// <summary>The length of <see cref="VoucherId"/> in bytes.</summary>
    public const int VoucherIdBytes = 16;

    /// <summary>The voucher's id as the API writes it: 26 characters of lower-case Crockford base 32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id has another length than it should.</exception>
    public string VoucherIdText() => IdText.Of(VoucherId.Span);

    internal bool AreWellFormed =>
        VoucherId.Length == VoucherIdBytes
        && IssuedAt.ToUnixTimeSeconds() >= 0
        && ExpiresAt.ToUnixTimeSeconds() > IssuedAt.ToUnixTimeSeconds()
        && HasBytes(Programme, 24)
        && StatusList >= 0
        && StatusIndex >= 0
        && ValueCapMinorUnits >= 0
        && HasBytes(MaskedName, Credentials.MaskedName.MaximumBytes)
        && Category >= 0
        && (Institution is null || HasBytes(Institution, 40));

    /// <summary>Compares the id by its bytes: the compiler's own would compare where the memory lies.</summary>
    public bool Equals(CredentialClaims? other) =>
        other is not null
        && VoucherId.Span.SequenceEqual(other.VoucherId.Span)
        && (IssuedAt, ExpiresAt, Programme, StatusList, StatusIndex)
            == (other.IssuedAt, other.ExpiresAt, other.Programme, other.StatusList, other.StatusIndex)
        && (ValueCapMinorUnits, MaskedName, Category, Institution)
            == (other.ValueCapMinorUnits, other.MaskedName, other.Category, other.Institution);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(VoucherId.Span);
        hash.Add(IssuedAt);
        return hash.ToHashCode();
    }

    private static bool HasBytes(string text, int most) =>
        text.Length > 0 && text.Length <= most && Encoding.UTF8.GetByteCount(text) <= most;
}
