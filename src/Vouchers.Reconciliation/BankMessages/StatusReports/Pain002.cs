namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Reads status reports: ISO 20022 <c>pain.002</c>, of any version by its elements' names. Pure.</summary>
public static class Pain002
{
    /// <summary>A report is in memory as a whole: 256 MiB, whatever the limits allow.</summary>
    private const long MostBytes = 256L << 20;

    /// <summary>
    /// Reads a file to its end. Whatever is wrong with it comes back as a value; only a stream that fails throws.
    /// The stream stays open.
    /// </summary>
    public static async Task<StatusReportFile> ReadAsync(
        Stream file, BankFileLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        limits ??= BankFileLimits.Default;
        limits = limits with { MaxBytes = Math.Min(limits.MaxBytes, MostBytes) };
        using var guarded = new GuardedStream(file, limits);
        BankXml? xml = null;
        try
        {
            xml = await BankXmlFile.OpenAsync(guarded, limits, cancellation).ConfigureAwait(false);
            await MessageKind.StatusReport.FindAsync(xml, isFirst: true).ConfigureAwait(false);
            var reader = new StatusReportReader(xml, limits);
            var report = await reader.ReadAsync().ConfigureAwait(false);
            return new StatusReportFile.Read(report, await xml.FinishAsync().ConfigureAwait(false));
        }
        catch (Exception e) when (BankXmlFile.FaultOf(e, xml) is { } fault)
        {
            return new StatusReportFile.Refused(fault);
        }
        finally
        {
            xml?.Dispose();
        }
    }
}
