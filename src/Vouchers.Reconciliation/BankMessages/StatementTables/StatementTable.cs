using CsvHelper;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>One row of a table.</summary>
/// <param name="Line">Where it begins in the file, counted from 1.</param>
/// <param name="Cells">Its cells, cleaned.</param>
/// <param name="Fault">What is wrong with its quotation marks, or null.</param>
internal sealed record TableRow(long Line, string[] Cells, string? Fault);

/// <summary>The rows of a CSV file, one at a time, within limits.</summary>
internal sealed class StatementTable : IDisposable
{
    private const int SmallestRow = 256;
    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];
    private readonly GuardedStream file;
    private readonly CsvReader csv;
    private readonly CancellationToken cancellation;
    private CsvMalformedReason? malformed;

    private StatementTable(
        GuardedStream file, TextReader text, char separator, int longest, CancellationToken cancellation)
    {
        this.file = file;
        this.cancellation = cancellation;
        csv = CsvReader.Create(text, new()
        {
            HasHeader = false,
            Separator = separator,
            DetectSeparatorHint = false,
            TrackLineNumbers = true,
            MaxRecordSize = Math.Max(longest, SmallestRow),
            OnMalformedRecord = record => malformed = record.Reason,
        });
    }

    public static async ValueTask<StatementTable> OpenAsync(
        GuardedStream file, StatementTableMapping mapping, BankFileLimits limits, CancellationToken cancellation)
    {
        var start = await file.PeekAsync(Utf8Mark.Length + 1, cancellation).ConfigureAwait(false);
        if (!start.Span.ContainsAnyExcept(" \t\r\n"u8))
            throw new BankFileException(BankFileFaultCode.Empty, "The file is empty.");
        if (start.Span.StartsWith("PK"u8))
        {
            throw new BankFileException(BankFileFaultCode.NotWellFormed,
                "The file is not CSV but a spreadsheet or ZIP archive; save it as CSV first.", 1, 1);
        }

        var isUtf8 = mapping.Encoding == StatementTableEncoding.Utf8 || start.Span.StartsWith(Utf8Mark);
        var text = new StreamReader(file, isUtf8 ? BankEncodings.Utf8 : BankEncodings.Gb18030,
            detectEncodingFromByteOrderMarks: false);
        return new(file, text, mapping.Separator, limits.MaxTextLength, cancellation);
    }

    /// <summary>The next row that is not empty; null at the end.</summary>
    public async ValueTask<TableRow?> NextAsync()
    {
        while (true)
        {
            file.PieceDone();
            malformed = null;
            if (!await ReadAsync().ConfigureAwait(false))
                return null;
            var cells = new string[csv.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = TableCells.Clean(csv.GetString(i));
            if (cells.Any(c => c.Length > 0))
                return new(csv.LineNumber, cells, Fault());
        }
    }

    public void Dispose() => csv.Dispose();

    private async ValueTask<bool> ReadAsync()
    {
        try
        {
            return await csv.ReadAsync(cancellation).ConfigureAwait(false);
        }
        catch (CsvFormatException e)
        {
            throw new BankFileException(BankFileFaultCode.TextTooLong,
                $"The row at line {e.LineNumber} is too long; a quotation mark may be open there.", e.LineNumber, 1);
        }
    }

    private string? Fault() => malformed switch
    {
        null => null,
        CsvMalformedReason.UnterminatedQuote => "a quotation mark is opened and never closed",
        _ => "a quotation mark stands inside of a field",
    };
}
