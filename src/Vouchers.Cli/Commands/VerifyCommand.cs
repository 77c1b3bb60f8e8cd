using System.CommandLine;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers verify TEXT</c>: by signature alone, or by the service for a session.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandContext context)
    {
        var shown = new ShownVoucher();
        var session = new Option<string?>("--session")
        {
            Description = "Ask the service what it is worth for this session. Role: the session's institution.",
        };
        var jwks = new Option<FileInfo?>("--jwks")
        {
            Description = "Judge without the service, by the keys in this JWK set.",
            HelpName = "FILE",
        };
        var trustList = new Option<FileInfo?>("--trust-list")
        {
            Description = "Judge without the service, by this signed trust list; needs --root.",
            HelpName = "FILE",
        };
        var root = new Option<string?>("--root")
        {
            Description = "The pinned root key, 86 characters, or a file that holds it.",
            HelpName = "KEY",
        };
        var command = new DocumentedCommand("verify", "Tells whether a QR code is genuine, and what it is worth.")
        {
            Arguments = { shown.Text },
            Options = { session, shown.Pin, jwks, trustList, root },
            Examples =
            [
                "verify 'TV1:6BF…' --session s-001",
                "verify - --jwks jwks.json < voucher.txt",
                "verify 'TV1:6BF…' --trust-list trust-list.cose --root root.txt",
            ],
            Notes = "Without --session, --jwks and --trust-list the service's own keys and status list judge whether\n"
                + "it is genuine, in its time, and neither revoked nor redeemed.\n\n"
                + "To verify a picture: zbarimg --raw -q voucher.png | vouchers verify - --jwks jwks.json",
        };
        command.Validators.Add(answers =>
        {
            if (new object?[] { answers.GetValue(session), answers.GetValue(jwks), answers.GetValue(trustList) }
                    .Count(way => way is not null) > 1)
                answers.AddError("Say at most one of --session, --jwks and --trust-list.");
            if (answers.GetValue(trustList) is not null && answers.GetValue(root) is null)
                answers.AddError("--trust-list needs --root: a list proves nothing unless the signer is known.");
        });
        context.Set(command, async run =>
        {
            if (run.Get(session) is { } at)
                return await CounterCheck.VerifyAsync(run, await shown.ReadAsync(run), at);
            var text = await shown.ReadTextAsync(run);
            if (run.Get(jwks) is { } keys)
                return SignatureCheck.Verify(run, text, JwksFile.Read(keys), status: null);
            if (run.Get(trustList) is { } list)
                return SignatureCheck.Verify(run, text, TrustListFile.Read(list, run.Get(root)!), status: null);
            using var client = run.Client();
            var online = await ServiceTrust.FetchAsync(run, client);
            return SignatureCheck.Verify(run, text, online.Keys, await online.StatusOfAsync(text));
        });
        return command;
    }
}
