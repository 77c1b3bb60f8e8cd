using Google.Rpc;
using Grpc.Core;
using NUnit.Framework;
using Vouchers.Client;
using Vouchers.V1;
using Outcome = Vouchers.Client.Outcome<Vouchers.V1.Redemption>;

namespace Vouchers.EndToEnd.Client;

/// <summary>A refusal is an answer: a value, and never asked for again.</summary>
internal sealed class ClientRefusalTests : ClientFixture
{
    [Test]
    public async Task Redeem_Refused_IsAValueAndNotRepeated()
    {
        Server.OnRedeem = (_, _) => throw CounterServer.Refusal(
            StatusCode.FailedPrecondition, "SESSION_FULL", "40 of 40 seats taken", ("taken", "40"), ("capacity", "40"));
        using var client = Client();

        var outcome = await client.RedeemAsync(Phone, "s-1");

        var refusal = ((Outcome.Refused)outcome).Refusal;
        Assert.That(refusal.Reason, Is.EqualTo(RefusalReason.SessionFull));
        Assert.That(refusal.Facts["capacity"], Is.EqualTo("40"));
        Assert.That(refusal.ToString(), Is.EqualTo("SESSION_FULL: 40 of 40 seats taken"));
        Assert.That(Server.Redeems, Has.Count.EqualTo(1));
    }

    // A refusal stays one whatever its status: too many wrong PINs is RESOURCE_EXHAUSTED, like an overload.
    [TestCase(StatusCode.ResourceExhausted, "TOO_MANY_ATTEMPTS", RefusalReason.TooManyAttempts)]
    [TestCase(StatusCode.Aborted, "REQUEST_ID_REUSED", RefusalReason.RequestIdReused)]
    [TestCase(StatusCode.FailedPrecondition, "A_RULE_OF_TOMORROW", RefusalReason.Unspecified)]
    public async Task Redeem_RefusedWithAnyStatus_IsNotRepeated(StatusCode code, string word, RefusalReason reason)
    {
        Server.OnRedeem = (_, _) => throw CounterServer.Refusal(code, word, "no");
        using var client = Client();

        var outcome = await client.RedeemAsync(Phone, "s-1");

        Assert.That(((Outcome.Refused)outcome).Refusal.Reason, Is.EqualTo(reason));
        Assert.That(Server.Redeems, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Redeem_FieldViolations_AreFacts()
    {
        var violation = new BadRequest.Types.FieldViolation { Field = "session_id", Description = "is empty" };
        Server.OnRedeem = (_, _) => throw CounterServer.Failure(
            StatusCode.InvalidArgument, "session_id is empty", new BadRequest { FieldViolations = { violation } });
        using var client = Client();

        var refusal = ((Outcome.Refused)await client.RedeemAsync(Phone, "")).Refusal;

        Assert.That(refusal.Reason, Is.EqualTo(RefusalReason.InvalidField));
        Assert.That(refusal.Facts["session_id"], Is.EqualTo("is empty"));
    }

    [Test]
    public void EveryReason_HasAWord() => Assert.That(
        System.Enum.GetValues<RefusalReason>().Select(ReasonWords.Of),
        Is.Unique.And.All.Matches<string>(word => ReasonWords.TryParse(word!, out _)));
}
