using System.Net;

namespace Vouchers.Tests.Offline;

/// <summary>A service that answers each call with an empty message: nothing to tell.</summary>
internal sealed class EmptyAnswers : HttpMessageHandler
{
    // A gRPC frame: not compressed, four bytes of length, no message.
    private static readonly byte[] EmptyFrame = new byte[5];

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Version = HttpVersion.Version20, RequestMessage = request, Content = new ByteArrayContent(EmptyFrame),
        };
        answer.Content.Headers.ContentType = new("application/grpc");
        answer.TrailingHeaders.Add("grpc-status", "0");
        return Task.FromResult(answer);
    }
}
