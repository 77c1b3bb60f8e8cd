using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Vouchers.Cli.Demo.Report;

namespace Vouchers.Cli.Demo.Story;

/// <summary>Tells the story on the screen: chapters, sentences, progress. Into a file it writes plain lines.</summary>
internal sealed class Narrator(IAnsiConsole console, bool isRedirected, Tally tally)
{
    /// <summary>Work that is shorter needs no progress bar.</summary>
    private const int WorthABar = 300;

    private readonly List<TimingRow> timings = [];
    private readonly Stopwatch watch = new();
    private (string Title, string TitleZh)? chapter;
    private long callsBefore;

    public IAnsiConsole Console => console;

    public IReadOnlyList<TimingRow> Timings => timings;

    /// <summary>Ends the chapter before and begins the next.</summary>
    /// <param name="title">On the screen and in the report.</param>
    /// <param name="titleZh">The same in Chinese, for the report.</param>
    public void Chapter(string title, string titleZh)
    {
        EndChapter();
        chapter = (title, titleZh);
        callsBefore = tally.Calls;
        watch.Restart();
        console.WriteLine();
        if (isRedirected)
            console.WriteLine($"== {timings.Count + 1}. {title}");
        else
            console.Write(new Rule($"[bold]{timings.Count + 1}. {Markup.Escape(title)}[/]").LeftJustified());
    }

    public void EndChapter()
    {
        if (chapter is var (title, titleZh))
            timings.Add(new TimingRow(title, titleZh, tally.Calls - callsBefore, watch.Elapsed));
        chapter = null;
    }

    public void Say(string sentence) => console.WriteLine($"  {sentence}");

    /// <summary>A refusal that the story meant to happen, or an alarm where it did not.</summary>
    public void Verdict(bool isGood, string reason, string words) => console.MarkupLine(
        $"  [{(isGood ? "green" : "red")}]{(isGood ? "✓" : "✗")} {Markup.Escape(reason)}[/] {Markup.Escape(words)}");

    /// <summary>Does the same to each of many, several at a time, with rate and remaining time on screen.</summary>
    public async Task EachAsync<T>(
        string title, IReadOnlyCollection<T> items, int atOnce, Func<T, Task> work, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        await TrackAsync(title, items.Count, done => Parallel.ForEachAsync(items,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation },
            async (item, _) =>
            {
                await work(item);
                done(1);
            }));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (items.Count >= WorthABar)
            Say($"{title}: {items.Count:N0} in {seconds:N1} s, {items.Count / seconds:N0}/s");
    }

    /// <summary>Shows the progress of work that reports how much it did since the last time.</summary>
    public async Task TrackAsync(string title, long total, Func<Action<long>, Task> work)
    {
        if (isRedirected || total < WorthABar)
        {
            await work(_ => { });
            return;
        }

        await console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(),
                new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: total);
                await work(done => task.Increment(done));
            });
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(string.Create(CultureInfo.InvariantCulture, $"{task.Speed ?? 0:N0}/s"));
    }
}
