using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace Vouchers.EndToEnd.Service;

/// <summary>A gRPC-Web call over HTTP/1.1, framed by hand as a browser's library does it.</summary>
internal static class GrpcWeb
{
    private const int PrefixLength = 5;
    private const byte TrailerFlag = 0x80;

    public static async Task<(StatusCode Code, string Reason)> CallAsync(
        RunningService service, string method, IMessage message, string? token)
    {
        var payload = message.ToByteArray();
        var frame = new byte[PrefixLength + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame, PrefixLength);
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = new ByteArrayContent(frame) };
        request.Content.Headers.ContentType = new("application/grpc-web+proto");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await service.Web.SendAsync(request);
        var trailers = answer.Headers.ToDictionary(h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in TrailersOf(await answer.Content.ReadAsByteArrayAsync()))
            trailers[name] = value;
        var code = (StatusCode)int.Parse(trailers["grpc-status"], CultureInfo.InvariantCulture);
        if (!trailers.TryGetValue("grpc-status-details-bin", out var details))
            return (code, "");
        var padded = details.PadRight((details.Length + 3) / 4 * 4, '=');
        var status = Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(padded));
        return (code, status.GetDetail<ErrorInfo>()?.Reason ?? "");
    }

    private static IEnumerable<(string Name, string Value)> TrailersOf(byte[] body)
    {
        for (var at = 0; at + PrefixLength <= body.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(at + 1));
            if ((body[at] & TrailerFlag) != 0)
            {
                var lines = Encoding.ASCII.GetString(body, at + PrefixLength, length);
                foreach (var line in lines.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
                    yield return (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Trim());
            }

            at += PrefixLength + length;
        }
    }
}
