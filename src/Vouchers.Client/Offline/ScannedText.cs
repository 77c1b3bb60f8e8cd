using Vouchers.Credentials;
using Vouchers.V1;

namespace Vouchers.Client.Offline;

/// <summary>What can be said of a scanned text before any rule about vouchers: whether it is a live code at all.
/// </summary>
internal static class ScannedText
{
    // Without a list of keys the form of a text is still judged, so that a wrong code is told as such.
    private static readonly TrustList NoKeys = new(0, DateTimeOffset.UnixEpoch, [], "");

    /// <summary>The presentation, or why the text is none.</summary>
    public static async ValueTask<(VerifiedCredential? Shown, OfflineCheck.Refused? Refused)> ReadAsync(
        string text, TrustList? trust, ISignatureCheck signatures, CancellationToken cancellation)
    {
        if (VoucherCode.TryParse(text, out _, out _))
            return (null, OnLineOnly("A typed code redeems with its PIN, which only the service can check", ""));
        var (credential, fault) = await new CredentialVerifier(trust ?? NoKeys)
            .VerifyAsync(text, signatures, cancellation).ConfigureAwait(false);
        if (credential is null)
            return (null, Explain(fault, trust is not null));
        return credential.Type switch
        {
            CredentialType.Presentation => (credential, null),
            CredentialType.Voucher => (null, OnLineOnly(
                "A printed voucher redeems with its PIN, which only the service can check",
                credential.Claims.MaskedName)),
            _ => (null, Explain(CredentialFault.UnknownType, isPrepared: true)),
        };
    }

    private static OfflineCheck.Refused OnLineOnly(string what, string maskedName) => new(
        OfflineRule.OnLineOnly,
        new(RefusalReason.PinRequired, what + "; wait for the line, or let the holder show the code on a phone.",
            new Dictionary<string, string>()),
        maskedName);

    private static OfflineCheck.Refused Explain(CredentialFault fault, bool isPrepared) => fault switch
    {
        CredentialFault.WrongPrefix or CredentialFault.TooLong => Refuse(fault,
            OfflineRule.NotAVoucher, RefusalReason.CredentialUnreadable,
            "This is some other code, or a part of one; scan the voucher again."),
        CredentialFault.UnknownKey when !isPrepared => Refuse(fault,
            OfflineRule.NotPrepared, RefusalReason.CredentialKeyUnknown,
            "This device knows no keys yet; connect it once, then it can judge vouchers off line."),
        CredentialFault.UnknownKey => Refuse(fault,
            OfflineRule.KeyUnknown, RefusalReason.CredentialKeyUnknown,
            "The code is signed by a key that this device does not know; it may be forged. Check it when the line is "
            + "back."),
        CredentialFault.UnknownType or CredentialFault.KeyNotForThisType => Refuse(fault,
            OfflineRule.WrongKind, RefusalReason.CredentialWrongType, "This code is genuine but is no voucher."),
        CredentialFault.BadSignature => Refuse(fault,
            OfflineRule.Forged, RefusalReason.CredentialForged,
            "The signature does not fit: the code is forged or was changed."),
        CredentialFault.KeyRevoked or CredentialFault.KeyRetired => Refuse(fault,
            OfflineRule.KeyNotInForce, RefusalReason.CredentialKeyRevoked,
            "The code is signed by a key that was not in force at the time; ask the holder to open the voucher again."),
        _ => Refuse(fault, OfflineRule.Unreadable, RefusalReason.CredentialUnreadable,
            "The code is damaged or was not made by this service; scan it again."),
    };

    private static OfflineCheck.Refused Refuse(
        CredentialFault fault, OfflineRule rule, RefusalReason reason, string message) =>
        new(rule, new(reason, message, new Dictionary<string, string> { ["fault"] = fault.ToString() }), "");
}
