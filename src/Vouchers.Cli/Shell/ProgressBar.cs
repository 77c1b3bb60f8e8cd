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
    public static async Task<T> ShowAsync<T>(Run run, string title, long? total, Func<Action<long>, Task<T>> work)
    {
        if (run.Json || run.Terminal.IsErrorRedirected)
            return await work(_ => { });
        ProgressColumn[] columns = total is null
            ? [new SpinnerColumn(), new TaskDescriptionColumn(), new CountColumn(), new ElapsedTimeColumn()]
            : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new CountColumn(),
                new RateColumn(), new RemainingTimeColumn()];
        return await run.Err.Progress().AutoClear(true).Columns(columns).StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: total ?? double.MaxValue);
            task.IsIndeterminate = total is null;
            return await work(done => task.Value = done);
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
