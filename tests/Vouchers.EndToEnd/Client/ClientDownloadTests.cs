using Google.Protobuf;
using Grpc.Core;
using NUnit.Framework;
using Vouchers.Client;
using Vouchers.V1;
using Format = Vouchers.V1.DownloadPayoutFileRequest.Types.Format;

namespace Vouchers.EndToEnd.Client;

/// <summary>A file that comes in pieces is whole, or it is none.</summary>
internal sealed class ClientDownloadTests : ClientFixture
{
    [Test]
    public async Task Download_LineBrokenHalfWay_IsAskedForAgainFromTheStart()
    {
        Server.OnDownload = async (pieces, context) =>
        {
            await pieces.WriteAsync(Piece("one "));
            if (Server.Authorizations.Count == 1)
                CounterServer.LoseConnection(context);
            await pieces.WriteAsync(Piece("two"));
        };
        using var client = Client(options => options with { Token = _ => ValueTask.FromResult("t") });

        var outcome = await client.DownloadPayoutFileAsync("pay-000001", Format.Pain001);

        Assert.That(outcome.Require(), Is.EqualTo("one two"u8.ToArray()));
        Assert.That(Server.Authorizations, Is.EqualTo(["Bearer t", "Bearer t"]));
    }

    [Test]
    public async Task Download_Refused_IsAValue()
    {
        Server.OnDownload = (_, _) => throw CounterServer.Refusal(
            StatusCode.FailedPrecondition, "PAYOUT_OUT_OF_ORDER", "Batch 'pay-000001' is Draft.");
        using var client = Client();

        var outcome = await client.DownloadPayoutFileAsync("pay-000001", Format.Csv);

        Assert.That(outcome, Is.InstanceOf<Outcome<byte[]>.Refused>());
        Assert.That(((Outcome<byte[]>.Refused)outcome).Refusal.Reason, Is.EqualTo(RefusalReason.PayoutOutOfOrder));
    }

    [Test]
    public async Task Download_NoPieces_IsAnEmptyFile()
    {
        using var client = Client();

        Assert.That((await client.DownloadPayoutFileAsync("pay-000001", Format.Csv)).Require(), Is.Empty);
    }

    private static DownloadPayoutFileResponse Piece(string text) => new() { Content = ByteString.CopyFromUtf8(text) };
}
