using System.Globalization;
using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;
using BankLine = Vouchers.Reconciliation.BankMessages.StatementLine;

namespace Vouchers.Service;

/// <summary>
/// A statement of a file as its first reading found it: all that may be known before anything is kept.
/// </summary>
/// <param name="Ordinal">Its place in the file, from 1.</param>
/// <param name="Currency">The currency that it names; null where it names none.</param>
/// <param name="Lines">How many of its lines move money of the account.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="End">What the reader says of it.</param>
/// <param name="FirstUnreadable">Why the first entry that cannot be read cannot; empty where each can.</param>
internal sealed record FoundStatement(
    int Ordinal, Currency? Currency, int Lines, DateOnly From, DateOnly To, StatementEnd End, string FirstUnreadable)
{
    /// <summary>Why it does not tie or cannot be checked; empty where it ties.</summary>
    public string Verdict
    {
        get
        {
            var verdict = End.Verdict switch
            {
                StatementVerdict.DoesNotTie faulty => string.Join(' ', faulty.Checks.Select(c => c.Message)),
                StatementVerdict.CannotBeChecked open => open.Reason,
                _ => "",
            };
            if (FirstUnreadable.Length > 0)
                verdict = $"{verdict} {FirstUnreadable}".TrimStart();
            return verdict.Length <= Statement.MaxVerdict ? verdict : verdict[..Statement.MaxVerdict];
        }
    }
}

/// <summary>A file that was read to its end once.</summary>
internal sealed record FoundFile(BankFileDigest Digest, IReadOnlyList<FoundStatement> Statements, string[] Notes);

/// <summary>The first reading of a file: it keeps sums and counts, and no line.</summary>
internal sealed class StatementReading
{
    private readonly List<FoundStatement> found = [];
    private readonly Dictionary<Currency, int> counts = [];
    private DateOnly? first;
    private DateOnly? last;
    private string unreadable = "";

    /// <summary>How many lines were seen.</summary>
    public long Lines { get; private set; }

    /// <summary>Reads a file to its end.</summary>
    /// <param name="parts">The file.</param>
    /// <param name="progress">Told now and then, while it goes on.</param>
    /// <exception cref="RpcException">The file cannot be read, or a statement tells no day.</exception>
    public async Task<FoundFile> ReadAsync(IAsyncEnumerable<StatementPart> parts, Func<long, Task> progress)
    {
        await foreach (var part in parts)
        {
            switch (part)
            {
                case StatementPart.Line line:
                    Count(line.Value);
                    await progress(Lines);
                    break;
                case StatementPart.Unreadable entry:
                    unreadable = unreadable.Length > 0 ? unreadable : entry.Entry.Message;
                    break;
                case StatementPart.Closed closed:
                    found.Add(Found(closed.End));
                    break;
                case StatementPart.FileRead read:
                    return new FoundFile(read.Digest, found, [.. read.Notes.Select(n => n.Message)]);
                case StatementPart.FileRefused refused:
                    throw Refuse(refused.Fault);
            }
        }

        throw new InvalidOperationException("A file's reading ended without a last part.");
    }

    // Some faults say in their own words where they are.
    private static RpcException Refuse(BankFileFault fault) => Refuse(
        fault.Line == 0 || fault.Message.Contains($"line {fault.Line}", StringComparison.Ordinal)
            ? fault.Message
            : $"line {fault.Line}, column {fault.Column}: {fault.Message}");

    private static RpcException Refuse(string why) =>
        Failures.Invalid([new() { Field = "content", Description = why }]);

    private void Count(BankLine line)
    {
        Lines++;
        if (!line.Moves(line.Amount.Currency))
            return;
        if (line.Amount.MinorUnits > LineDetails.MaxMinorUnits)
            throw Refuse($"statement {found.Count + 1} has a line of {line.Amount}; a line is at most "
                + $"{new Money(LineDetails.MaxMinorUnits, line.Amount.Currency)}");
        counts[line.Amount.Currency] = counts.GetValueOrDefault(line.Amount.Currency) + 1;
        if ((line.BookingDate ?? line.ValueDate) is not { } day)
            return;
        first = first is null || day < first ? day : first;
        last = last is null || day > last ? day : last;
    }

    private FoundStatement Found(StatementEnd end)
    {
        var (header, ordinal) = (end.Header, found.Count + 1);
        if ((header.To ?? last ?? end.ClosingDay ?? header.From) is not { } to)
            throw Refuse(unreadable.Length > 0
                ? $"statement {ordinal} has no entry that can be read: {unreadable}"
                : $"statement {ordinal} says neither what days it covers nor when anything was booked");
        // A bank's own first day is later than its last in no honest file; the lines' days then tell.
        var from = header.From ?? first ?? to;
        DateOnly[] days = [from, to, first ?? from, last ?? to];
        if (days.Min().Year < RequestFields.FirstYear || days.Max().Year >= RequestFields.EndYear)
            throw Refuse(string.Create(CultureInfo.InvariantCulture,
                $"statement {ordinal} has days from {days.Min():yyyy-MM-dd} to {days.Max():yyyy-MM-dd}; they must lie "
                + $"between the years {RequestFields.FirstYear} and {RequestFields.EndYear}"));
        var currency = header.Currency ?? (counts.Count == 1 ? counts.Keys.First() : null);
        var lines = currency is { } known ? counts.GetValueOrDefault(known) : 0;
        counts.Clear();
        var why = unreadable;
        (first, last, unreadable) = (null, null, "");
        return new FoundStatement(ordinal, currency, lines, from <= to ? from : to, to, end, why);
    }
}
