using Google.Protobuf;
using Grpc.Core;
using Vouchers.Client.Calls;
using Vouchers.V1;

namespace Vouchers.Client;

public sealed partial class VoucherClient
{
    private const int StatementPieceBytes = 256 * 1024;

    /// <summary>
    /// Imports a file of account statements, streaming it. The same file again changes nothing, so a call that broke
    /// off is simply repeated. Role: finance.
    /// </summary>
    /// <param name="header">Whose statements, and how a CSV is read.</param>
    /// <param name="file">The file, read to its end; stays open.</param>
    /// <param name="progress">Told while it goes on; null for nobody.</param>
    /// <param name="cancellation">Breaks it off; the same file goes on where it stood.</param>
    public Task<Outcome<ImportStatementsResponse.Types.Result>> ImportStatementsAsync(
        ImportStatementsRequest.Types.Header header, Stream file,
        Action<ImportStatementsResponse.Types.Progress>? progress = null, CancellationToken cancellation = default) =>
        CallOutcomes.OutcomeOfAsync(LiveAsync(
            headers => ImportAsync(header, file, progress, headers, cancellation), cancellation));

    /// <summary>
    /// Reconciles a funding account; done again it changes what became clearer and nothing else. Role: finance.
    /// </summary>
    /// <param name="fundingAccountId">The account.</param>
    /// <param name="progress">Told while it goes on; null for nobody.</param>
    /// <param name="cancellation">Breaks it off; the next run does the rest.</param>
    public Task<Outcome<ReconcileResponse.Types.Result>> ReconcileAsync(
        string fundingAccountId, Action<ReconcileResponse.Types.Progress>? progress = null,
        CancellationToken cancellation = default) =>
        CallOutcomes.OutcomeOfAsync(LiveAsync(
            headers => RunAsync(fundingAccountId, progress, headers, cancellation), cancellation));

    private async Task<ImportStatementsResponse.Types.Result> ImportAsync(
        ImportStatementsRequest.Types.Header header, Stream file,
        Action<ImportStatementsResponse.Types.Progress>? progress, Metadata headers, CancellationToken cancellation)
    {
        using var call = new StatementService.StatementServiceClient(channel)
            .ImportStatements(headers, cancellationToken: cancellation);
        try
        {
            await call.RequestStream.WriteAsync(new() { Header = header }, cancellation).ConfigureAwait(false);
            var buffer = new byte[StatementPieceBytes];
            for (int read; (read = await file.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
                await call.RequestStream.WriteAsync(
                    new() { Content = ByteString.CopyFrom(buffer, 0, read) }, cancellation).ConfigureAwait(false);
            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested
            && e is InvalidOperationException or RpcException)
        {
            // The service refused before the file's end; why, the responses tell.
        }

        await foreach (var part in call.ResponseStream.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            if (part.Result is { } result)
                return result;
            progress?.Invoke(part.Progress);
        }

        throw new RpcException(new Status(StatusCode.Internal, "The service ended the import without a result."));
    }

    private async Task<ReconcileResponse.Types.Result> RunAsync(
        string fundingAccountId, Action<ReconcileResponse.Types.Progress>? progress, Metadata headers,
        CancellationToken cancellation)
    {
        using var call = new ReconciliationService.ReconciliationServiceClient(channel)
            .Reconcile(new() { FundingAccountId = fundingAccountId }, headers, cancellationToken: cancellation);
        await foreach (var part in call.ResponseStream.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            if (part.Result is { } result)
                return result;
            progress?.Invoke(part.Progress);
        }

        throw new RpcException(new Status(StatusCode.Internal, "The service ended the run without a result."));
    }

    /// <summary>
    /// A call that lasts as long as its work does and tells how far it is: without deadline, and tried once, because
    /// whoever makes it may simply make it again.
    /// </summary>
    private async Task<T> LiveAsync<T>(Func<Metadata, Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            var headers = new Metadata();
            if (await options.Token(cancellation).ConfigureAwait(false) is { Length: > 0 } token)
                headers.Add("authorization", $"Bearer {token}");
            return await call(headers).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (RpcException e)
        {
            throw new CallFailedException(e, e.Status, options.Address, requestId: null);
        }
        catch (HttpRequestException e)
        {
            throw new CallFailedException(new RpcException(new(StatusCode.Unavailable, e.Message, e)),
                new(StatusCode.Unavailable, "no token: " + e.Message, e), options.Address, requestId: null);
        }
    }
}
