using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Vouchers.Client;

namespace Vouchers.Cli;

/// <summary>One run of one command: its answers, its streams and its client.</summary>
internal sealed class Run(Terminal terminal, GlobalOptions global, ParseResult answers, CancellationToken cancellation)
{
    /// <summary>How long the command waits for an answer to a person, with all tries.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Terminal Terminal => terminal;

    public CancellationToken Cancellation => cancellation;

    public bool Json => answers.GetValue(global.Json);

    public Uri Address => Of(global.Address, GlobalOptions.AddressVariable);

    /// <summary>The service's web address, of a command that has <see cref="GlobalOptions.Web"/>.</summary>
    public Uri Web(Option<Uri> option) => Of(option, GlobalOptions.WebVariable);

    /// <summary>Results, for a person; silent with --json.</summary>
    public IAnsiConsole Out { get; } = terminal.ConsoleOf(error: false);

    /// <summary>Errors, warnings and progress.</summary>
    public IAnsiConsole Err { get; } = terminal.ConsoleOf(error: true);

    public T? Get<T>(Option<T> option) => answers.GetValue(option);

    public T Get<T>(Argument<T> argument) => answers.GetRequiredValue(argument);

    /// <summary>An argument that may be left out.</summary>
    public T? Find<T>(Argument<T> argument) => answers.GetValue(argument);

    public VoucherClient Client()
    {
        var token = answers.GetValue(global.Token) ?? terminal.Environment(GlobalOptions.TokenVariable) ?? "";
        return new(new()
        {
            Address = Address,
            Token = _ => ValueTask.FromResult(token.Trim()),
            Deadline = Patience,
            TryDeadline = Patience / 2,
            Time = terminal.Time,
        });
    }

    public DateTimeOffset Now => terminal.Time.GetUtcNow();

    /// <summary>The end of a call that may take as long as the books are large.</summary>
    public DateTime In(TimeSpan span) => (Now + span).UtcDateTime;

    /// <summary>The value, or the fault that ends the command.</summary>
    public static T Require<T>(Outcome<T> outcome) => outcome.Match(
        value => value, refusal => throw Faults.Of(refusal), trouble => throw Faults.Unavailable(trouble));

    /// <summary>As <see cref="Require"/>, of a call that sent files: a bad one is told as a bad file.</summary>
    public static T RequireOfFile<T>(Outcome<T> outcome, string typed) => outcome.Match(
        value => value, refusal => throw Faults.OfFile(refusal, typed), trouble => throw Faults.Unavailable(trouble));

    /// <summary>A line for a person, with Spectre's markup around the values; nothing with --json.</summary>
    public void Say(FormattableString markup)
    {
        if (!Json)
            Out.MarkupLineInterpolated(CultureInfo.InvariantCulture, markup);
    }

    /// <summary>A warning on standard error, plain.</summary>
    public void Warn(string sentence) => Err.WriteLine(sentence);

    private Uri Of(Option<Uri> option, string variable)
    {
        if (answers.GetResult(option) is { Implicit: false }
            || terminal.Environment(variable) is not { Length: > 0 } text)
            return answers.GetValue(option)!;
        return GlobalOptions.AddressOf(text)
            ?? throw Faults.Usage($"{variable} '{text}' is no address; one looks like {answers.GetValue(option)}.");
    }
}
