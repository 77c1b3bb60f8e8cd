namespace Vouchers.Cli.Import;

/// <summary>Why a row was not imported.</summary>
/// <param name="Line">The line of the file on which the row begins, from 1.</param>
/// <param name="Column">Empty where the whole row is at fault.</param>
/// <param name="Value">What was found; secrets are hidden.</param>
/// <param name="Reason">For a person.</param>
internal sealed record Reject(int Line, string Column, string Value, string Reason);
