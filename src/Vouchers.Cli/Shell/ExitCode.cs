namespace Vouchers.Cli;

/// <summary>What the command ends with, for scripts. The one place where the codes are written down.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Unexpected = 1;
    public const int Usage = 2;
    public const int Refused = 3;
    public const int BadInput = 4;
    public const int Unreachable = 5;
    public const int OutOfBalance = 6;

    /// <summary>Each code with its meaning, as <c>--help</c> prints them.</summary>
    public static readonly IReadOnlyList<(int Code, string Meaning)> All =
    [
        (Ok, "done"),
        (Unexpected, "unexpected: a bug, or cancelled"),
        (Usage, "the command line is wrong"),
        (Refused, "refused by a rule; nothing was changed by the refused part"),
        (BadInput, "an input file or text is bad"),
        (Unreachable, "the service or the database cannot be reached; repeat with the same --request-id"),
        (OutOfBalance, "the books do not balance"),
    ];
}
