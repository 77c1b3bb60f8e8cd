using System.Threading.Channels;

namespace Vouchers.Service;

/// <summary>
/// The one way to change the ledger. Calls are collected, never timed: while one batch commits the next one
/// queues, and the writer takes all that is there. A lone call is a batch of one and waits for nothing.
/// </summary>
internal sealed class LedgerPipeline : IAsyncDisposable
{
    private readonly Channel<Submission> queue;
    private readonly BatchRunner runner;
    private readonly PipelineOptions options;
    private readonly Thread writer;
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isStopping;

    public LedgerPipeline(BatchRunner runner, PipelineOptions options)
    {
        this.runner = runner;
        this.options = options;
        queue = Channel.CreateBounded<Submission>(new BoundedChannelOptions(options.QueueLimit)
        {
            SingleReader = true,
            FullMode = BoundedChannelFullMode.Wait,
        });
        // A thread of its own: SQLite commits block, and must not take a thread from the calls that wait.
        writer = new Thread(Run) { IsBackground = true, Name = "ledger-writer" };
        writer.Start();
    }

    /// <summary>Queues a submission; its answer comes when it is durable.</summary>
    /// <exception cref="PipelineFullException">Nothing was accepted.</exception>
    /// <exception cref="PipelineStoppedException">Nothing was accepted.</exception>
    public Task<PipelineAnswer> SubmitAsync(Submission submission)
    {
        if (queue.Writer.TryWrite(submission))
            return submission.Answer;
        throw isStopping
            ? new PipelineStoppedException()
            : new PipelineFullException(options.RetryAfter);
    }

    /// <summary>Queues many submissions in order, where there is room for all of them.</summary>
    /// <exception cref="PipelineFullException">Nothing was accepted.</exception>
    /// <exception cref="PipelineStoppedException">Nothing, or the first part only, was accepted.</exception>
    public async Task<PipelineAnswer[]> SubmitAllAsync(
        IReadOnlyList<Submission> submissions, CancellationToken cancellation)
    {
        if (!isStopping && queue.Reader.Count + submissions.Count > options.QueueLimit)
            throw new PipelineFullException(options.RetryAfter);
        try
        {
            // Others may have taken the room meanwhile; what was admitted then waits for the batch that commits.
            foreach (var submission in submissions)
                await queue.Writer.WriteAsync(submission, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new PipelineStoppedException();
        }

        return await Task.WhenAll(submissions.Select(s => s.Answer));
    }

    /// <summary>Accepts nothing more, and ends when all that was accepted is committed and answered.</summary>
    public Task DrainAsync()
    {
        isStopping = true;
        queue.Writer.TryComplete();
        return drained.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DrainAsync();
        writer.Join();
    }

    private void Run()
    {
        var batch = new List<Submission>(options.BatchLimit);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < options.BatchLimit && queue.Reader.TryRead(out var submission))
            {
                // Once in a batch a command is committed; before that, nobody waits for it any more.
                if (submission.Abandoned.IsCancellationRequested)
                    submission.Drop();
                else
                    batch.Add(submission);
            }

            if (batch.Count > 0)
                runner.RunAsync(batch).GetAwaiter().GetResult();
        }

        drained.TrySetResult();
    }
}
