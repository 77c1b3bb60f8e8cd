using Vouchers.Credentials;

namespace Vouchers.Cli.Commands;

/// <summary>Judges a credential by its signature, its time and, where it is known, its status.</summary>
internal static class SignatureCheck
{
    public static int Verify(Run run, string text, TrustList trust, VoucherStatus? status)
    {
        if (!new CredentialVerifier(trust).TryVerify(text, out var credential, out var fault))
            throw new CliFault(ExitCode.Refused, Sentence(fault), NextAfter(fault)) { Reason = fault.ToString() };
        var claims = credential.Claims;
        var inTime = credential.IsWithin(run.Now);
        var good = inTime && status is null or VoucherStatus.Valid;
        if (run.Json)
            JsonOutput.Write(run.Terminal.Output, new
            {
                genuine = true,
                good,
                type = credential.Type.ToString(),
                inTime,
                status = status?.ToString(),
                voucherId = claims.VoucherIdText(),
                maskedName = claims.MaskedName,
                programme = claims.Programme,
                valueCapMinorUnits = claims.ValueCapMinorUnits,
                institution = claims.Institution,
                issuedAt = claims.IssuedAt,
                expiresAt = claims.ExpiresAt,
                keyId = credential.KeyId.ToString(),
            });
        else
            Print(run, credential, inTime, status, good);
        return good ? ExitCode.Ok : ExitCode.Refused;
    }

    private static void Print(Run run, VerifiedCredential credential, bool inTime, VoucherStatus? status, bool good)
    {
        var claims = credential.Claims;
        var kind = KindOf(credential.Type);
        var trouble = inTime ? status?.ToString().ToLowerInvariant() : "not in its time";
        if (good)
            run.Say($"[green]Genuine[/]  {kind}");
        else
            run.Say($"[red]Genuine, but {trouble}[/]  {kind}");
        run.Say($"  voucher    {claims.VoucherIdText()}");
        run.Say($"  holder     {claims.MaskedName}");
        run.Say($"  programme  {claims.Programme}");
        run.Say($"  pays up to {Printed.Amount(claims.ValueCapMinorUnits)}");
        if (claims.Institution is not null)
            run.Say($"  only at    {claims.Institution}");
        run.Say($"  issued     {Printed.Time(claims.IssuedAt)}");
        run.Say($"  expires    {Printed.Time(claims.ExpiresAt)}");
        run.Say($"  key        {credential.KeyId.ToString()}");
        if (status is { } known)
            run.Say($"  status     {known.ToString().ToLowerInvariant()}");
        else
            run.Say($"Whether it was redeemed or revoked, only the service knows.");
    }

    private static string KindOf(CredentialType type) => type switch
    {
        CredentialType.Voucher => "printed voucher: it redeems only with the holder's PIN",
        CredentialType.Presentation => "presentation on a phone",
        _ => "record of a redemption without a connection",
    };

    private static string Sentence(CredentialFault fault) => fault switch
    {
        CredentialFault.TooLong => "This is no voucher: its text is too long.",
        CredentialFault.WrongPrefix => "This is no voucher: a voucher's text begins with TV1:.",
        CredentialFault.BadEncoding => "The text is damaged: it is not base45.",
        CredentialFault.Malformed => "The text is damaged: there is no signed credential in it.",
        CredentialFault.WrongAlgorithm => "Not accepted: it is signed by another algorithm than ES256.",
        CredentialFault.UnknownHeader => "Not accepted: it carries headers that a voucher does not have.",
        CredentialFault.UnknownType => "Not accepted: it is no kind of voucher.",
        CredentialFault.UnknownKey => "Not accepted: none of the trusted keys signed it.",
        CredentialFault.KeyNotForThisType => "Not accepted: it is signed by a key for other things.",
        CredentialFault.BadSignature => "Forged or damaged: the signature does not fit.",
        CredentialFault.BadClaims => "Not accepted: its claims are not those of a voucher.",
        CredentialFault.KeyRevoked => "Not accepted: its key was stolen before it was issued.",
        CredentialFault.KeyRetired => "Not accepted: its key was not in force when it was issued.",
        _ => throw new InvalidOperationException($"{fault} is no fault."),
    };

    private static string? NextAfter(CredentialFault fault) => fault switch
    {
        CredentialFault.UnknownKey => "fetch the newest key list; if it stays so, it is of another system.",
        CredentialFault.BadSignature => "scan again; if it stays so, do not accept it and tell the programme office.",
        CredentialFault.BadEncoding or CredentialFault.Malformed => "scan again, the whole code.",
        _ => null,
    };
}
