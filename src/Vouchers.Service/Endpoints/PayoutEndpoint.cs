using Google.Protobuf;
using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Batches of payments. The other parts have the bank accounts and the claw-backs.</summary>
internal sealed partial class PayoutEndpoint(
    LedgerCalls calls, ILedgerStore store, PayoutFiles files, PayoutRunner runner, ReconcileRun run,
    ServiceOptions options, TimeProvider time)
    : V1.PayoutService.PayoutServiceBase
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>The city's time: its day is the one on which its bank pays.</summary>

    public override async Task<V1.CreatePayoutBatchResponse> CreatePayoutBatch(
        V1.CreatePayoutBatchRequest request, ServerCallContext context)
    {
        var now = Timestamp.From(time.GetUtcNow());
        var today = Timestamp.From(
            new DateTimeOffset(time.GetUtcNow().ToOffset(Timestamp.CityOffset).Date, TimeSpan.Zero));
        var response = await calls.ChangeAsync(context, request, request.RequestId,
            fields => new StartPayoutBatch(context.Caller(), fields.Id<FundingAccount>(request.FundingAccountId),
                fields.OptionalTime(request.CutOff) ?? now, fields.OptionalTime(request.PayOn) ?? today),
            batch => new V1.CreatePayoutBatchResponse { Batch = batch.ToProto() });
        runner.Wake();
        return response;
    }

    public override async Task<V1.GetPayoutBatchResponse> GetPayoutBatch(
        V1.GetPayoutBatchRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.ProgrammeOfficer, Role.Auditor);
        var batch = await FindAsync(request.BatchId, context);
        return new V1.GetPayoutBatchResponse { Batch = batch.ToProto() };
    }

    public override async Task<V1.ListPayoutBatchesResponse> ListPayoutBatches(
        V1.ListPayoutBatchesRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.ProgrammeOfficer, Role.Auditor);
        var fields = new RequestFields();
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListPayoutBatches));
        fields.ThrowIfInvalid();
        var (rows, next) = page.Cut(await store.ListAsync<PayoutBatch>(page.Rows(), context.CancellationToken));
        return new V1.ListPayoutBatchesResponse { Batches = { rows.Select(b => b.ToProto()) }, NextPageToken = next };
    }

    public override async Task<V1.ListPayoutItemsResponse> ListPayoutItems(
        V1.ListPayoutItemsRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.Finance, Role.ProgrammeOfficer, Role.Auditor, Role.InstitutionOperator);
        var fields = new RequestFields();
        var batch = fields.OptionalId<PayoutBatch>(request.BatchId);
        var institution = fields.OptionalId<Institution>(request.InstitutionId);
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListPayoutItems), request.BatchId,
            request.InstitutionId);
        fields.ThrowIfInvalid();
        var where = actor.Own(("batch_id", batch?.Value), ("institution_id", institution?.Value));
        var (rows, next) = page.Cut(await store.ListAsync<PayoutItem>(page.Rows(where), context.CancellationToken));
        return new V1.ListPayoutItemsResponse { Items = { rows.Select(i => i.ToProto()) }, NextPageToken = next };
    }

    public override async Task<V1.ApprovePayoutBatchResponse> ApprovePayoutBatch(
        V1.ApprovePayoutBatchRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance);
        var accounts = await LookAtLinesAsync(context.CancellationToken);
        return await calls.ChangeAsync(context, request, request.RequestId,
            fields => new ApprovePayoutBatch(context.Caller(), fields.Id<PayoutBatch>(request.BatchId))
            {
                Accounts = accounts,
            },
            batch => new V1.ApprovePayoutBatchResponse { Batch = batch.ToProto() });
    }

    public override async Task<V1.CancelPayoutBatchResponse> CancelPayoutBatch(
        V1.CancelPayoutBatchRequest request, ServerCallContext context)
    {
        var response = await calls.ChangeAsync(context, request, request.RequestId,
            fields => new CancelPayoutBatch(context.Caller(), fields.Id<PayoutBatch>(request.BatchId),
                fields.Reason(request.Reason)),
            batch => new V1.CancelPayoutBatchResponse { Batch = batch.ToProto() });
        runner.Wake();
        return response;
    }

    public override async Task<V1.ExportPayoutBatchResponse> ExportPayoutBatch(
        V1.ExportPayoutBatchRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance);
        var batch = await FindAsync(request.BatchId, context);
        if (batch.ApprovedAt is null)
            throw batch.OutOfOrder("exported", "Approved").ToRpcException();
        IReadOnlyList<Id<FundingAccount>> accounts =
            batch.ExportedAt is null ? await LookAtLinesAsync(context.CancellationToken) : [];
        var file = await files.MessageAsync(batch, context.CancellationToken) is { } message
            ? Written(Pain001.Write(message))
            : null;
        return await calls.ChangeAsync(context, request, request.RequestId,
            fields => new ExportPayoutBatch(context.Caller(), batch.Id, file?.Sha256 ?? "")
            {
                Accounts = accounts,
            },
            exported => new V1.ExportPayoutBatchResponse { Batch = exported.ToProto() });
    }

    public override async Task DownloadPayoutFile(
        V1.DownloadPayoutFileRequest request, IServerStreamWriter<V1.DownloadPayoutFileResponse> responseStream,
        ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.Auditor);
        var fields = new RequestFields();
        fields.Set(request.Format);
        fields.ThrowIfInvalid();
        var batch = await FindAsync(request.BatchId, context);
        if (batch.ExportedAt is null)
            throw batch.OutOfOrder("downloaded", "Exported").ToRpcException();
        if (await files.MessageAsync(batch, context.CancellationToken) is not { } message)
            return;
        var iso = Written(Pain001.Write(message));
        if (iso.Sha256 != batch.FileHash)
            throw new InvalidOperationException(
                $"The file of batch {batch.Id} has the hash {iso.Sha256}, and {batch.FileHash} was exported.");
        var file = request.Format == V1.DownloadPayoutFileRequest.Types.Format.Csv
            ? Written(PaymentCsv.Write(message))
            : iso;
        for (var at = 0; at < file.Content.Length; at += PieceBytes)
        {
            var piece = file.Content.AsMemory().Slice(at, Math.Min(PieceBytes, file.Content.Length - at));
            await responseStream.WriteAsync(
                new V1.DownloadPayoutFileResponse { Content = UnsafeByteOperations.UnsafeWrap(piece) },
                context.CancellationToken);
        }
    }

    private static PaymentFile.Written Written(PaymentFile file) => file switch
    {
        PaymentFile.Written written => written,
        PaymentFile.Refused refused => throw Failures.Invalid(
        [
            .. refused.Faults.Select(f =>
                new Google.Rpc.BadRequest.Types.FieldViolation { Field = f.Field, Description = f.Message }),
        ]),
        _ => throw new InvalidOperationException($"A {file.GetType().Name} is not known here."),
    };

    private async Task<PayoutBatch> FindAsync(string batchId, ServerCallContext context)
    {
        var fields = new RequestFields();
        var id = fields.Id<PayoutBatch>(batchId, "request.BatchId");
        fields.ThrowIfInvalid();
        return await store.GetAsync(id, context.CancellationToken);
    }
}
