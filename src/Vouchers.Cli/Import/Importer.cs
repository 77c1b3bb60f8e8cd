using Google.Protobuf;

namespace Vouchers.Cli.Import;

/// <summary>
/// Reads a file twice: first the whole of it is checked, then it is sent. So a bad row in the last line is found before
/// anything is imported, and the file never has to fit into memory.
/// </summary>
internal sealed class Importer<T>(ImportKind<T> kind, ImportSettings settings, Run run)
    where T : class, IMessage<T>
{
    public async Task<ImportSummary> ImportAsync(FileInfo info)
    {
        using var file = Open(info);
        Utf8Check.Demand(file, info.Name);
        using var rejects = Rejects(info.FullName);
        var total = Check(file, info.Name, rejects);
        if (rejects.Rows > 0 && !settings.SkipBad)
            throw BadRows(info.Name, rejects);
        var sender = settings.DryRun ? null : new Sender<T>(kind, settings, rejects, run.Cancellation);
        if (sender is not null && total > 0)
        {
            using var client = run.Client();
            await ProgressBar.ShowAsync(
                run, $"Importing {kind.Name}", total, done => sender.SendAsync(client, Records(file, info.Name), done));
            sender.DemandComplete();
        }
        var written = sender?.Written ?? default;
        return new(kind.Name, info.FullName, settings.DryRun, total, written.Created, written.Updated,
            rejects.Rows, rejects.Path, settings.Id);
    }

    private int Check(FileStream file, string name, RejectsFile rejects)
    {
        var records = 0;
        file.Position = 0;
        var reader = new RecordReader<T>(kind, rejects.Add);
        foreach (var _ in reader.Read(CsvTable.Read(file, name, kind.Columns, settings.UtcOffset)))
        {
            run.Cancellation.ThrowIfCancellationRequested();
            records++;
        }
        return records;
    }

    private IEnumerable<Numbered<T>> Records(FileStream file, string name)
    {
        file.Position = 0;
        var reader = new RecordReader<T>(kind, _ => { });
        return reader.Read(CsvTable.Read(file, name, kind.Columns, settings.UtcOffset));
    }

    private static FileStream Open(FileInfo info)
    {
        try
        {
            return info.Open(FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Faults.BadInput($"{info.Name} cannot be read: {e.Message}");
        }
    }

    private static RejectsFile Rejects(string path)
    {
        try
        {
            return new(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Faults.BadInput(
                $"The rejects file {path}.rejects.csv cannot be written: {e.Message}",
                "copy the file into a folder of your own and import it from there.");
        }
    }

    private static CliFault BadRows(string name, RejectsFile rejects)
    {
        var shown = rejects.First.Select(reject =>
            $"\n  line {reject.Line}{(reject.Column.Length > 0 ? $", {reject.Column}" : "")}: "
            + $"{(reject.Value.Length > 0 ? $"'{OnOneLine(reject.Value)}' " : "")}{reject.Reason}");
        return new(
            ExitCode.BadInput,
            $"{name}: {rejects.Rows:N0} bad {(rejects.Rows == 1 ? "row" : "rows")}; nothing was imported."
                + string.Concat(shown),
            $"correct what {rejects.Path} lists, or leave the bad rows out with --skip-bad.");
    }

    private static string OnOneLine(string value) =>
        string.Concat(value.Select(character => char.IsControl(character) ? ' ' : character));
}
