using System.Runtime.CompilerServices;
using System.Text;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// Reads a CSV of account movements by a mapping, with the same parts and the same strictness as <see cref="Camt053"/>:
/// one statement a file, whose movements must carry the running balance, or lead from opening to closing. Pure.
/// </summary>
public static class StatementCsv
{
    /// <summary>
    /// Reads a file piece by piece. Whatever is wrong with the file comes as the last part; only a stream that fails
    /// throws. The stream is read forward only and stays open.
    /// </summary>
    /// <exception cref="ArgumentException">The mapping's currency cannot be counted.</exception>
    public static IAsyncEnumerable<StatementPart> ReadAsync(
        Stream file, StatementTableMapping mapping, BankFileLimits? limits = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(mapping);
        if (!CurrencyExponent.TryGet(mapping.Currency, out _))
            throw new ArgumentException($"'{mapping.Currency}' cannot be counted.", nameof(mapping));
        return PartsAsync(file, mapping, limits ?? BankFileLimits.Default, cancellation);
    }

    private static async IAsyncEnumerable<StatementPart> PartsAsync(
        Stream file, StatementTableMapping mapping, BankFileLimits limits,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var guarded = new GuardedStream(file, limits);
        var parts = RowsAsync(guarded, mapping, limits, cancellation);
        await foreach (var part in FaultAsPart.LastAsync(parts, e => FaultOf(e, mapping), cancellation)
            .ConfigureAwait(false))
        {
            yield return part;
        }
    }

    private static async IAsyncEnumerable<StatementPart> RowsAsync(
        GuardedStream file, StatementTableMapping mapping, BankFileLimits limits,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var table = await StatementTable.OpenAsync(file, mapping, limits, cancellation).ConfigureAwait(false);
        await foreach (var part in new StatementTableReader(table, mapping, limits).ReadAsync().ConfigureAwait(false))
            yield return part;
        var digest = await file.FinishAsync(cancellation).ConfigureAwait(false);
        yield return new StatementPart.FileRead(new(digest, file.TotalBytes), 1, []);
    }

    private static BankFileFault? FaultOf(Exception exception, StatementTableMapping mapping) => exception switch
    {
        BankFileException own => own.Fault,
        DecoderFallbackException => new(BankFileFaultCode.BadEncoding,
            mapping.Encoding == StatementTableEncoding.Utf8
                ? "The file is not UTF-8 and looks like GB18030, which Chinese banks often export; say so in the "
                    + "table: \"encoding\": \"ENCODING_GB18030\"."
                : "The file is not GB18030; say so in the table: \"encoding\": \"ENCODING_UTF_8\".", 0, 0),
        _ => null,
    };
}
