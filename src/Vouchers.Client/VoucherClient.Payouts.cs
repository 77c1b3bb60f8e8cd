using Grpc.Core;
using Vouchers.V1;

namespace Vouchers.Client;

public sealed partial class VoucherClient
{
    /// <summary>The bank's file of an exported batch, whole. Roles: finance, auditor.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="format">ISO 20022, whose SHA-256 is the batch's <c>file_sha256</c>, or CSV.</param>
    /// <param name="cancellation">Ends the wait; nothing is changed by a download.</param>
    /// <returns>The same bytes in each call; none where claw-backs left nothing to pay.</returns>
    public Task<Outcome<byte[]>> DownloadPayoutFileAsync(
        string batchId, DownloadPayoutFileRequest.Types.Format format, CancellationToken cancellation = default) =>
        CallOutcomes.OutcomeOfAsync(DownloadAsync(new() { BatchId = batchId, Format = format }, cancellation));

    private async Task<byte[]> DownloadAsync(DownloadPayoutFileRequest request, CancellationToken cancellation)
    {
        using var call = Payouts.DownloadPayoutFile(request, With(cancellation));
        using var file = new MemoryStream();
        await foreach (var piece in call.ResponseStream.ReadAllAsync(cancellation).ConfigureAwait(false))
            piece.Content.WriteTo(file);
        return file.ToArray();
    }
}
