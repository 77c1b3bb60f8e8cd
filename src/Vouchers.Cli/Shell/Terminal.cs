using Spectre.Console;

namespace Vouchers.Cli;

/// <summary>What the command talks to: two streams, an environment and a clock. Tests give their own.</summary>
internal sealed record Terminal(
    TextWriter Output, TextWriter Error, bool IsOutputRedirected, bool IsErrorRedirected, TimeProvider Time)
{
    // Wide enough that no line of a table is folded.
    private const int WidthOfAFile = 400;

    public TextReader Input { get; init; } = TextReader.Null;

    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>
    /// In characters; a file has no edge, and a terminal that does not tell its width is taken for 80.
    /// </summary>
    public int Width => IsOutputRedirected ? WidthOfAFile : Console.WindowWidth is > 0 and var width ? width : 80;

    public static Terminal OfProcess() => new(
        Console.Out, Console.Error, Console.IsOutputRedirected, Console.IsErrorRedirected, TimeProvider.System)
    {
        Input = Console.In,
    };

    public IAnsiConsole ConsoleOf(bool error) => CreateConsole(
        error ? Error : Output, error ? IsErrorRedirected : IsOutputRedirected);

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isRedirected)
            console.Profile.Width = WidthOfAFile;
        return console;
    }
}
