using System.CommandLine;
using Vouchers.Client;
using Vouchers.Credentials;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary>The argument and option by which a command is told what the citizen shows.</summary>
internal sealed class ShownVoucher
{
    public Argument<string> Text { get; } = new("TEXT")
    {
        Description = "The QR code's text (TV1:…), or the typed code; - reads it from standard input.",
    };

    public Option<string?> Pin { get; } = new("--pin")
    {
        Description = "The six digits that go with a paper voucher and with a typed code.",
    };

    public async Task<Evidence> ReadAsync(Run run)
    {
        var text = await ReadTextAsync(run);
        var pin = run.Get(Pin) ?? "";
        if (text.StartsWith(CredentialText.Prefix, StringComparison.Ordinal))
            return pin.Length > 0 ? Shown.OnPaper(text, pin) : Shown.OnPhone(text);
        if (!VoucherCode.TryParse(text, out _, out var fault))
            throw Faults.BadInput(
                fault switch
                {
                    VoucherCodeFault.WrongCheck => "A character of the typed code is wrong.",
                    _ => "This is neither the text of a voucher's QR code nor a typed code.",
                },
                "a QR code's text begins with TV1:, a typed code looks like 7K3M-Q2XA-9RTB-5.");
        return Shown.Typed(text, pin);
    }

    public async Task<string> ReadTextAsync(Run run)
    {
        var text = run.Get(Text);
        if (text == "-")
            text = await run.Terminal.Input.ReadToEndAsync(run.Cancellation);
        // Scanners end a code with a line break; base45 never ends with a blank.
        text = text.Trim();
        if (text.Length == 0)
            throw Faults.BadInput("There is no text.");
        return text.Length <= CredentialText.MaximumCharacters
            ? text
            : throw Faults.BadInput($"The text has {text.Length:N0} characters; no voucher has more than "
                + $"{CredentialText.MaximumCharacters:N0}.");
    }
}
