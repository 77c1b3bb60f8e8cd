using System.CommandLine;
using System.Text;
using Vouchers.Cli.Commands.Payouts;
using Vouchers.Cli.Pages;

namespace Vouchers.Cli.Commands.Reports;

/// <summary>Where a report goes: to the terminal, as JSON, or into files.</summary>
internal sealed class ReportOutput
{
    private static readonly Dictionary<string, Language> Languages = new(StringComparer.Ordinal)
    {
        ["en"] = Pages.Language.En,
        ["zh"] = Pages.Language.Zh,
    };

    private readonly Option<FileInfo?> html = File("--html", "Writes a page to print or send, complete in one file.");
    private readonly Option<FileInfo?> csv = File("--csv", "Writes the rows for a spreadsheet, UTF-8.");
    private readonly Option<Language> language =
        Words.Option("--lang", "The language of headings, English when not given: ", Languages);

    public IEnumerable<Option> Options => [html, csv, language];

    public Language Language(Run run) => run.Get(language);

    /// <summary>Gives the report: files where they are asked for, else the terminal.</summary>
    /// <param name="run">The command's run.</param>
    /// <param name="page">For people.</param>
    /// <param name="rows">For a spreadsheet.</param>
    /// <param name="document">For a script.</param>
    public async Task GiveAsync(Run run, Page page, PageTable rows, object document)
    {
        var files = new List<(FileInfo Target, byte[] Content)>();
        if (run.Get(html) is { } htmlFile)
            files.Add((htmlFile, Encoding.UTF8.GetBytes(HtmlPage.Render(page))));
        if (run.Get(csv) is { } csvFile)
            files.Add((csvFile, CsvPage.Render(rows)));
        if (files.Count == 2 && files[0].Target.FullName == files[1].Target.FullName)
            throw Faults.Usage($"--html and --csv name the same file, {files[0].Target.FullName}.", "name two files.");
        foreach (var (target, content) in files)
        {
            await using var file = WholeFile.Begin(target);
            await file.KeepAsync(content, run.Cancellation);
        }

        if (run.Json)
            JsonOutput.Write(run.Terminal.Output, document);
        else if (files.Count == 0)
            ScreenPage.Print(run, page);
        foreach (var (target, content) in files)
            run.Say($"{page.Title}: {content.Length:N0} bytes are in {target.FullName}");
    }

    private static Option<FileInfo?> File(string name, string description) => new(name)
    {
        Description = $"{description} An older file is replaced.",
        HelpName = "FILE",
    };
}
