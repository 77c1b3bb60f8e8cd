using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Vouchers.Cli;

/// <summary>
/// Progress on standard error with rate and remaining time, gone when done. Nothing is drawn where nobody looks: into
/// a file, or with --json.
/// </summary>
internal static class ProgressBar
{
    /// <param name="run">The command's run.</param>
    /// <param name="title">What is being done.</param>
    /// <param name="total">How many there are; null where it is not known, which draws a spinner.</param>
    /// <param name="work">Reports how many are done so far.</param>
    public static Task<T> ShowAsync<T>(Run run, string title, long? total, Func<Action<long>, Task<T>> work) =>
        ShowAsync(run, title, total, report => work(done => report(done, total)));

    /// <summary>Progress of work that finds out on its way how much there is.</summary>
    /// <param name="run">The command's run.</param>
    /// <param name="title">What is being done.</param>
    /// <param name="work">Reports how many are done so far, and of how many; null while that is not known.</param>
    public static Task<T> ShowAsync<T>(Run run, string title, Func<Action<long, long?>, Task<T>> work) =>
        ShowAsync(run, title, total: null, work);

    private static async Task<T> ShowAsync<T>(
        Run run, string title, long? total, Func<Action<long, long?>, Task<T>> work)
    {
        if (run.Json || run.Terminal.IsErrorRedirected)
            return await work((_, _) => { });
        ProgressColumn[] columns = total is null
            ? [new SpinnerColumn(), new TaskDescriptionColumn(), new CountColumn(), new ElapsedTimeColumn()]
            : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new CountColumn(),
                new RateColumn(), new RemainingTimeColumn()];
        return await run.Err.Progress().AutoClear(true).Columns(columns).StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: total ?? double.MaxValue);
            task.IsIndeterminate = total is null;
            return await work((done, known) =>
            {
                (task.MaxValue, task.IsIndeterminate) = known > 0 ? (known.Value, false) : (double.MaxValue, true);
                task.Value = done;
            });
        });
    }

    private sealed class CountColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task switch
            {
                { IsIndeterminate: false } =>
                    string.Create(CultureInfo.InvariantCulture, $"{task.Value:N0} of {task.MaxValue:N0}"),
                { Value: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{task.Value:N0}"),
                _ => "",
            });
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(string.Create(CultureInfo.InvariantCulture, $"{task.Speed ?? 0:N0}/s"));
    }
}
