namespace Vouchers.Cli.Import;

/// <summary>How a file is imported.</summary>
/// <param name="SkipBad">Import the good rows though there are bad ones.</param>
/// <param name="DryRun">Only check, in the file and with the service.</param>
/// <param name="UtcOffset">Of times that do not name their own.</param>
/// <param name="Id">Names the import, so that it can go on after a crash.</param>
internal sealed record ImportSettings(bool SkipBad, bool DryRun, TimeSpan UtcOffset, Guid Id);

/// <summary>What became of an import; there is a rejects file where rows were rejected.</summary>
internal sealed record ImportSummary(
    string Kind,
    string File,
    bool DryRun,
    int Records,
    int Created,
    int Updated,
    int RejectedRows,
    string? RejectsFile,
    Guid RequestId);
