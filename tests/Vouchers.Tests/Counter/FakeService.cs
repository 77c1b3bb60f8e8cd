using System.Buffers.Binary;
using System.Net;
using System.Text;
using Google.Protobuf;
using Grpc.Core;

namespace Vouchers.Tests.Counter;

/// <summary>A service behind gRPC-Web whose answers and whose line are the test's. What has no answer is not reached.
/// </summary>
internal sealed class FakeService : HttpMessageHandler
{
    /// <summary>The answer of each method by its name.</summary>
    public Dictionary<string, IMessage> Answers { get; } = [];

    /// <summary>The status with which a method fails, by its name.</summary>
    public Dictionary<string, StatusCode> Failures { get; } = [];

    /// <summary>Told of each call before its answer.</summary>
    public Action<string>? Heard { get; set; }

    /// <summary>The methods that were called, also those that nobody answered.</summary>
    public List<string> Calls { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var method = request.RequestUri!.Segments[^1];
        Calls.Add(method);
        Heard?.Invoke(method);
        var status = Failures.GetValueOrDefault(method);
        if (!Answers.TryGetValue(method, out var message) && status == StatusCode.OK)
            throw new HttpRequestException("Connection refused");
        var answer = new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(
            [
                .. status == StatusCode.OK ? Frame(0, message.ToByteArray()) : [],
                .. Frame(0x80, Encoding.ASCII.GetBytes($"grpc-status: {(int)status}\r\n")),
            ]),
        };
        answer.Content.Headers.ContentType = new("application/grpc-web");
        return Task.FromResult(answer);
    }

    private static byte[] Frame(byte kind, byte[] content)
    {
        var frame = new byte[5 + content.Length];
        frame[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), content.Length);
        content.CopyTo(frame, 5);
        return frame;
    }
}
