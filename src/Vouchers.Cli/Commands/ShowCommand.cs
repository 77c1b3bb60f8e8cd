using System.CommandLine;
using System.Text;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.Credentials;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers show VOUCHER</c>: the QR code, on the screen or as a picture.</summary>
internal static class ShowCommand
{
    private const int PixelsPerModule = 8;

    public static Command Create(CommandContext context)
    {
        var voucher = new Argument<string>("VOUCHER") { Description = "The voucher's id, 26 characters." };
        var paper = new Option<bool>("--paper")
        {
            Description = "The printed voucher instead of a presentation of 60 seconds; it needs the PIN.",
        };
        var png = new Option<FileInfo?>("--png") { Description = "Write the picture as PNG.", HelpName = "FILE" };
        var svg = new Option<FileInfo?>("--svg") { Description = "Write the picture as SVG.", HelpName = "FILE" };
        var command = new DocumentedCommand("show", "Shows a voucher's QR code. Role: the holder.")
        {
            Arguments = { voucher },
            Options = { paper, png, svg },
            Examples =
            [
                "show 01jx4m6qzk8r5v0c2n7w9t3h1b",
                "show 01jx4m6qzk8r5v0c2n7w9t3h1b --paper --svg voucher.svg",
                "show 01jx4m6qzk8r5v0c2n7w9t3h1b | vouchers verify -",
            ],
            Notes = "Into a file or a pipe goes the code's text alone.",
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var picture = run.Get(paper)
                ? await PaperAsync(run, client, run.Get(voucher))
                : await PhoneAsync(run, client, run.Get(voucher));
            var medium = run.Get(paper) ? QrMedium.Paper : QrMedium.Screen;
            await WriteAsync(run, run.Get(png), () => QrPicture.Png(picture.Text, medium, PixelsPerModule));
            await WriteAsync(run, run.Get(svg), () => Encoding.UTF8.GetBytes(QrPicture.Svg(picture.Text, medium)));
            Tell(run, picture);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<Picture> PhoneAsync(Run run, VoucherClient client, string voucher)
    {
        var answer = Run.Require(await client.Vouchers.PresentVoucherAsync(
            new() { VoucherId = voucher }, cancellationToken: run.Cancellation).AsOutcome());
        return new(answer.Text, null, answer.ExpiresAt.ToDateTimeOffset());
    }

    private static async Task<Picture> PaperAsync(Run run, VoucherClient client, string voucher)
    {
        var answer = Run.Require(await client.Vouchers.GetVoucherCredentialAsync(
            new() { VoucherId = voucher }, cancellationToken: run.Cancellation).AsOutcome());
        return new(answer.Text, answer.Code, null);
    }

    private static async Task WriteAsync(Run run, FileInfo? file, Func<byte[]> draw)
    {
        if (file is null)
            return;
        try
        {
            await File.WriteAllBytesAsync(file.FullName, draw(), run.Cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Faults.BadInput($"{file.FullName} cannot be written: {e.Message}");
        }
    }

    private static void Tell(Run run, Picture picture)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, picture);
            return;
        }
        if (run.Terminal.IsOutputRedirected)
        {
            run.Terminal.Output.WriteLine(picture.Text);
            return;
        }
        // Both colours are named, so that the code is dark on light whatever the terminal's own colours are.
        foreach (var line in QrPicture.Terminal(picture.Text).TrimEnd('\n').Split('\n'))
            run.Out.Write(new Text(line + "\n", new(Color.White, Color.Black)));
        run.Terminal.Output.WriteLine(picture.Text);
        if (picture.Code is not null)
            run.Say($"Typed code: [bold]{picture.Code}[/]");
        if (picture.ExpiresAt is { } expires)
            run.Say($"A counter accepts it until {Printed.Time(expires)}.");
    }

    private sealed record Picture(string Text, string? Code, DateTimeOffset? ExpiresAt);
}
