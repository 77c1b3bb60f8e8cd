using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Keys and states, for anybody: nothing here is about people.</summary>
[AllowAnonymous]
internal sealed class TrustEndpoint(TrustDesk trust, StatusDesk statuses) : V1.TrustService.TrustServiceBase
{
    public override Task<V1.GetTrustListResponse> GetTrustList(
        V1.GetTrustListRequest request, ServerCallContext context)
    {
        var published = trust.Published();
        return Task.FromResult(new V1.GetTrustListResponse
        {
            TrustList = UnsafeByteOperations.UnsafeWrap(published.Signed), Jwks = published.Jwks,
        });
    }

    public override async Task<V1.GetStatusListResponse> GetStatusList(
        V1.GetStatusListRequest request, ServerCallContext context)
    {
        var list = await statuses.FindAsync(request.StatusList, context.CancellationToken)
            ?? throw Refusal.Of(RefusalCode.NotFound, $"There is no status list {request.StatusList}.",
                ("resource", "status list")).ToRpcException();
        return new V1.GetStatusListResponse
        {
            StatusList = request.Etag == list.ETag ? ByteString.Empty : UnsafeByteOperations.UnsafeWrap(list.Signed),
            Etag = list.ETag,
            ExpiresAt = list.ExpiresAt.ToProto(),
        };
    }
}
