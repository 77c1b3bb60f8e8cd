using Google.Protobuf;
using Vouchers.Client;

namespace Vouchers.Cli.Import;

/// <summary>
/// Walks through a file several times: it is read and judged, then the service judges it, and only then it is sent. So
/// a bad row in the last line is found before anything is imported, whoever finds it, and the file never has to fit
/// into memory.
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
        DemandGood(info.Name, rejects, ExitCode.BadInput);
        using var client = run.Client();
        var good = total;
        if (total > 0 && (settings.DryRun || !settings.SkipBad))
        {
            good = (await SendAsync(SendMode.Check, client, file, info.Name, rejects, total)).Good;
            if (good == total)
                good -= await JudgeTogetherAsync(client, file, info.Name, rejects);
            DemandGood(info.Name, rejects, ExitCode.Refused);
        }
        var written = new Written();
        if (total > 0 && !settings.DryRun)
        {
            var mode = settings.SkipBad ? SendMode.Good : SendMode.All;
            var sender = await SendAsync(mode, client, file, info.Name, rejects, total);
            (good, written) = (sender.Good, sender.Written);
        }
        return new(kind.Name, info.FullName, settings.DryRun, good, written.Created, written.Updated,
            rejects.Rows, rejects.Rows > 0 ? rejects.Path : null, settings.Id);
    }

    private async Task<Sender<T>> SendAsync(
        SendMode mode, VoucherClient client, FileStream file, string name, RejectsFile rejects, int total)
    {
        var sender = new Sender<T>(kind, mode, settings.Id, rejects, run.Cancellation);
        var title = mode == SendMode.Check ? $"Checking {kind.Name}" : $"Importing {kind.Name}";
        await ProgressBar.ShowAsync(run, title, total, async done =>
        {
            await sender.SendAsync(client, Entries(file, name), done);
            return sender;
        });
        return sender;
    }

    private async Task<int> JudgeTogetherAsync(VoucherClient client, FileStream file, string name, RejectsFile rejects)
    {
        var refused = await kind.JudgeTogetherAsync(client, Entries(file, name), run.Cancellation);
        foreach (var reject in refused.OrderBy(reject => reject.Line))
            rejects.Add(reject);
        return refused.Count;
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

    private IEnumerable<Entry<T>> Entries(FileStream file, string name)
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

    private void DemandGood(string name, RejectsFile rejects, int exitCode)
    {
        if (rejects.Rows == 0 || settings.SkipBad)
            return;
        var shown = rejects.First.Select(reject =>
            $"\n  line {reject.Line}{(reject.Column.Length > 0 ? $", {reject.Column}" : "")}: "
            + $"{(reject.Value.Length > 0 ? $"'{OnOneLine(reject.Value)}' " : "")}{reject.Reason}");
        throw new CliFault(
            exitCode,
            $"{name}: {rejects.Rows:N0} bad {(rejects.Rows == 1 ? "row" : "rows")}; nothing was imported."
                + string.Concat(shown),
            $"correct what {rejects.Path} lists, or leave the bad rows out with --skip-bad.");
    }

    private static string OnOneLine(string value) =>
        string.Concat(value.Select(character => char.IsControl(character) ? ' ' : character));
}
