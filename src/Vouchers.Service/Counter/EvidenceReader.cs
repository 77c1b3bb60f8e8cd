using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>What a counter sent, checked as far as it can be without the ledger.</summary>
/// <param name="VoucherId">The voucher that was shown.</param>
/// <param name="Evidence">How it was shown.</param>
internal sealed record ShownVoucher(Id<Voucher> VoucherId, Evidence Evidence);

/// <summary>Reads a QR text or a typed code into a voucher's id and the kind of evidence. Thread safe.</summary>
internal sealed class EvidenceReader(TrustDesk trust, ILedgerStore store, KeyStore keys)
{
    /// <summary>Records what is malformed about the evidence itself.</summary>
    public static void Check(RequestFields fields, V1.Evidence? evidence)
    {
        if (fields.Message(evidence, "evidence") is not { } inside)
            return;
        if (evidence!.ShownCase == V1.Evidence.ShownOneofCase.None)
            inside.Violate("qr_text", "set this or code");
        if (evidence.Pin.Length > 0 && (evidence.Pin.Length != 6 || !evidence.Pin.All(char.IsAsciiDigit)))
            inside.Violate("pin", "must have six digits");
    }

    /// <summary>True where a guess could be behind it: a typed code, or a PIN.</summary>
    public static bool MayBeGuess(V1.Evidence evidence) =>
        evidence.ShownCase == V1.Evidence.ShownOneofCase.Code || evidence.Pin.Length > 0;

    /// <summary>The voucher that was shown, or why nothing could be read.</summary>
    /// <param name="evidence">What was sent, already checked for its form.</param>
    /// <param name="isTrial">
    /// True where nothing will be carried out: the PIN is then taken as right, because a check that counts no
    /// wrong attempt would let anybody try all of them.
    /// </param>
    /// <param name="cancellation">Ends the reads.</param>
    public async Task<(ShownVoucher? Shown, Refusal? Refusal)> ReadAsync(
        V1.Evidence evidence, bool isTrial, CancellationToken cancellation)
    {
        if (evidence.ShownCase == V1.Evidence.ShownOneofCase.Code)
            return await ReadCodeAsync(evidence, isTrial, cancellation);
        // Keyboard-type scanners end with a line feed. Inside the text a space is a digit and stays.
        if (!trust.Verifier().TryVerify(evidence.QrText.Trim(), out var credential, out var fault))
            return (null, Explain(fault));
        var id = Id<Voucher>.Parse(Uid.Format(credential.Claims.VoucherId.Span));
        return credential.Type switch
        {
            CredentialType.Presentation => (new ShownVoucher(id, new Evidence.Presentation(
                Timestamp.From(credential.Claims.IssuedAt), Timestamp.From(credential.Claims.ExpiresAt))), null),
            CredentialType.Voucher =>
                (new ShownVoucher(id, WithPin(EvidenceKind.PaperWithPin, evidence, isTrial)), null),
            _ => (null, Explain(CredentialFault.UnknownType)),
        };
    }

    /// <summary>
    /// A presentation that a device took as evidence while its line was down. Whether it was fresh then is for the
    /// rules.
    /// </summary>
    public (VerifiedCredential? Shown, Refusal? Refusal) ReadEvidence(ReadOnlySpan<byte> presentation)
    {
        if (!trust.Verifier().TryVerify(CredentialText.Encode(presentation), out var credential, out var fault))
            return (null, Explain(fault));
        return credential.Type == CredentialType.Presentation
            ? (credential, null)
            : (null, Explain(CredentialFault.UnknownType));
    }

    private async Task<(ShownVoucher?, Refusal?)> ReadCodeAsync(
        V1.Evidence evidence, bool isTrial, CancellationToken cancellation)
    {
        if (!VoucherCode.TryParse(evidence.Code, out var code, out var fault))
            return (null, Refusal.Of(RefusalCode.VoucherCodeUnknown, fault switch
            {
                VoucherCodeFault.WrongLength => "A voucher's code has 13 characters: XXXX-XXXX-XXXX-C.",
                VoucherCodeFault.BadCharacter => "The code holds a character that no code has; read it again.",
                _ => "The code is mistyped: its last character does not fit the others; read it again.",
            }, ("fault", fault.ToString())));
        var found = await store.ListAsync<Voucher>(new RowQuery([("code", code.Value)], null, 1), cancellation);
        return found.Count == 0
            ? (null, Refusal.Of(RefusalCode.VoucherCodeUnknown, "No voucher has this code."))
            : (new ShownVoucher(found[0].Id, WithPin(EvidenceKind.CodeWithPin, evidence, isTrial)), null);
    }

    private Evidence.WithPin WithPin(EvidenceKind kind, V1.Evidence evidence, bool isTrial)
    {
        var typed = evidence.Pin;
        if (typed.Length == 0)
            return new Evidence.WithPin(kind, null);
        if (isTrial)
            return new Evidence.WithPin(kind, (_, _) => true);
        return new Evidence.WithPin(kind, (voucher, generation) => PinCode.AreEqual(
            typed, PinCode.Derive(keys.Pepper.Span, Uid.ToBytes(voucher.Value), generation)));
    }

    private static Refusal Explain(CredentialFault fault) => fault switch
    {
        CredentialFault.WrongPrefix => Unreadable(fault, "This is some other QR code, not a training voucher."),
        CredentialFault.TooLong => Unreadable(fault,
            $"The code is longer than a voucher's, {CredentialText.MaximumCharacters} characters; it is some "
            + "other code."),
        CredentialFault.BadEncoding or CredentialFault.Malformed
            or CredentialFault.WrongAlgorithm or CredentialFault.UnknownHeader or CredentialFault.BadClaims =>
            Unreadable(fault, "The code is damaged or was not made by this service; scan it again."),
        CredentialFault.UnknownType or CredentialFault.KeyNotForThisType => Refusal.Of(
            RefusalCode.CredentialWrongType, "This code is genuine but is no voucher.", Fact(fault)),
        CredentialFault.UnknownKey => Refusal.Of(
            RefusalCode.CredentialKeyUnknown, "The code is signed by a key that this service does not know.",
            Fact(fault)),
        CredentialFault.BadSignature => Refusal.Of(
            RefusalCode.CredentialForged, "The signature does not fit: the code is forged or was changed.",
            Fact(fault)),
        CredentialFault.KeyRevoked or CredentialFault.KeyRetired => Refusal.Of(
            RefusalCode.CredentialKeyRevoked,
            "The code is signed by a key that was not in force at the time; ask the holder to open the voucher again.",
            Fact(fault)),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No refusal is known for this fault."),
    };

    private static Refusal Unreadable(CredentialFault fault, string message) =>
        Refusal.Of(RefusalCode.CredentialUnreadable, message, Fact(fault));

    private static (string, string) Fact(CredentialFault fault) => ("fault", fault.ToString());
}
