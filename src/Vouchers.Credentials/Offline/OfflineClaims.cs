using System.Text;

namespace Vouchers.Credentials;

/// <summary>What a device says of a redemption that it accepted while its line was down.</summary>
/// <param name="RecordId">16 bytes, a UUIDv7 that the device drew: the record is taken in once, however often it is
/// sent. The id of the redemption that it becomes is made of the same bytes, so the slip can show the receipt's number.
/// </param>
/// <param name="CapturedAt">By the device's clock, corrected by what the server's was when they last met. Whole
/// seconds.</param>
/// <param name="DeviceId">The device, 1 to 81 characters.</param>
/// <param name="Sequence">The device's records are counted from 1 without a gap.</param>
/// <param name="PreviousHash">The hash of the record before, 32 bytes; of the first, zeros.</param>
/// <param name="LeaseId">The lease under which it accepted.</param>
/// <param name="SessionId">The session that the voucher is redeemed for.</param>
/// <param name="VoucherId">16 bytes: the voucher that was shown.</param>
/// <param name="AmountMinorUnits">What it promised, 1 or more.</param>
/// <param name="Currency">The ISO 4217 code of the amount.</param>
/// <param name="Presentation">The presentation as it was scanned, decoded: the evidence.</param>
public sealed record OfflineClaims(
    ReadOnlyMemory<byte> RecordId,
    DateTimeOffset CapturedAt,
    string DeviceId,
    long Sequence,
    ReadOnlyMemory<byte> PreviousHash,
    string LeaseId,
    string SessionId,
    ReadOnlyMemory<byte> VoucherId,
    long AmountMinorUnits,
    string Currency,
    ReadOnlyMemory<byte> Presentation)
{
    /// <summary>The record's id as the API writes it: 26 characters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id has another length than it should.</exception>
    public string RecordIdText() => IdText.Of(RecordId.Span);

    /// <summary>The voucher's id likewise.</summary>
    /// <inheritdoc cref="RecordIdText" path="/exception"/>
    public string VoucherIdText() => IdText.Of(VoucherId.Span);

    /// <summary>The number of the receipt, should the record be confirmed as it is: readable groups of its id.</summary>
    /// <inheritdoc cref="RecordIdText" path="/exception"/>
    public string ReceiptText()
    {
        var id = RecordIdText();
        return $"R-{id[..10]}-{id[10..18]}-{id[18..]}".ToUpperInvariant();
    }

    /// <summary>
    /// What the presentation inside says, its signature not checked: for the device, which checked it before it signed.
    /// Null where it says nothing.
    /// </summary>
    public CredentialClaims? Presented() =>
        CoseSign1.Read(Presentation, out var message) == CredentialFault.None && message is not null
            ? ClaimsCbor.Read(message.Payload)
            : null;

    /// <summary>The length of a hash in bytes.</summary>
    public const int HashBytes = 32;

    private const int IdLength = 81;

    internal bool AreWellFormed =>
        RecordId.Length == CredentialClaims.VoucherIdBytes
        && CapturedAt.ToUnixTimeSeconds() >= 0
        && IsId(DeviceId) && IsId(LeaseId) && IsId(SessionId)
        && Sequence >= 1
        && PreviousHash.Length == HashBytes
        && VoucherId.Length == CredentialClaims.VoucherIdBytes
        && AmountMinorUnits >= 1
        && Currency.Length == 3 && Currency.All(char.IsAsciiLetterUpper)
        && Presentation.Length is > 0 and <= CredentialText.MaximumBytes;

    private static bool IsId(string text) =>
        text.Length is > 0 and <= IdLength && Encoding.UTF8.GetByteCount(text) <= IdLength;
}
