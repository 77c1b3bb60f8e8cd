using System.Runtime.CompilerServices;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// Reads account statements: ISO 20022 <c>camt.053</c>, of any version by its elements' names. Pure; memory does not
/// grow with the file but for 30 bytes a line (see <see cref="BankFileLimits.MaxLines"/>).
/// </summary>
public static class Camt053
{
    /// <summary>
    /// Reads a file piece by piece. Whatever is wrong with the file comes as the last part; only a stream that fails
    /// throws. The stream is read forward only and stays open.
    /// </summary>
    public static IAsyncEnumerable<StatementPart> ReadAsync(
        Stream file, BankFileLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return PartsAsync(file, limits ?? BankFileLimits.Default, cancellation);
    }

    private static async IAsyncEnumerable<StatementPart> PartsAsync(
        Stream file, BankFileLimits limits, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var guarded = new GuardedStream(file, limits);
        BankXml? xml = null;
        try
        {
            BankFileFault? fault = null;
            try
            {
                xml = await BankXmlFile.OpenAsync(guarded, limits, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when ((fault = BankXmlFile.FaultOf(e, null)) is not null)
            {
            }

            if (xml is null)
            {
                yield return new StatementPart.FileRefused(fault!);
                yield break;
            }

            var opened = xml;
            var parts = new StatementFileReader(xml, limits).ReadAsync();
            await foreach (var part in FaultAsPart.LastAsync(parts, e => BankXmlFile.FaultOf(e, opened), cancellation)
                .ConfigureAwait(false))
            {
                yield return part;
            }
        }
        finally
        {
            xml?.Dispose();
        }
    }
}
