using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Cli;

/// <summary>The command against the real service: what earns, what is taken back, what two officers excuse.</summary>
internal sealed class EvidenceDayTests
{
    private RunningService service = null!;
    private Scene scene = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        service = await RunningService.StartAsync();
        scene = await Scene.BuildAsync(service);
    }

    [TearDown]
    public async Task CloseAsync() => await service.DisposeAsync();

    [Test]
    public async Task Day_FromAttendanceToWhatIsTakenBack()
    {
        var (enrolment, redemption) = await RedeemAsync();

        var attended = await DoneAsync(Clerk, "evidence", "attend", enrolment, "--hours", "40");
        var slip = await DoneAsync(Clerk, "evidence", "attend", enrolment, "--hours", "-4", "--json");
        var completed = await DoneAsync(Clerk, "evidence", "complete", enrolment);
        var corrected = await RunAsync(Officer("qian"), "evidence", "attend", enrolment, "--hours", "-8");
        var own = await RunAsync(Clerk, "evidence", "take-back", "completion", enrolment, "--reason", "ghost");
        var taken = await DoneAsync(
            Officer("qian"), "evidence", "take-back", "completion", enrolment, "--reason", "ghost");

        Assert.That(attended.Output, Does.Contain("attending").And.Contain("40 hours"));
        Assert.That(slip.Json.GetProperty("attendedHours").GetInt32(), Is.EqualTo(36));
        Assert.That(completed.Output, Does.Contain("completed"));
        Assert.That(corrected.Error, Does.Contain("ENROLMENT_STEP").And.Contain("Take the completion back first."));
        Assert.That(own.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(own.Error, Does.Contain("REDEMPTION_EARNED").And.Contain("programme office"));
        Assert.That(taken.Output, Does.Contain("Taken back").And.Contain("attending"));
        var trace = await DoneAsync(Officer("qian"), "trace", redemption.VoucherId, "--json");
        Assert.That(trace.Output, Does.Contain("RedemptionUnearned").And.Contain("CompletionTakenBack"));
    }

    [Test]
    public async Task NoShow_RecordedInError_IsTakenBackByAnOfficer()
    {
        var (enrolment, _) = await RedeemAsync();
        await scene.Enrolments.MarkNoShowAsync(
            new() { RequestId = Scene.NewId(), EnrolmentId = enrolment }, scene.Operator("vtc"));

        var late = await RunAsync(Clerk, "evidence", "attend", enrolment, "--hours", "8");
        await DoneAsync(Officer("qian"), "evidence", "take-back", "end", enrolment, "--reason", "was on the list");

        Assert.That(late.Error, Does.Contain("ENROLMENT_ENDED").And.Contain("evidence take-back end"));
        await DoneAsync(Clerk, "evidence", "attend", enrolment, "--hours", "8");
        await DoneAsync(Officer("qian"), "journal", "verify");
    }

    [Test]
    public async Task Certificate_ConfirmedAndTakenBackByItsAgency()
    {
        var (enrolment, _) = await RedeemAsync();
        await scene.Catalogue.RegisterAgencyAsync(
            new() { RequestId = Scene.NewId(), Agency = new() { Id = "a1", Name = "Agency" } }, scene.Officer);
        var agency = service.Token(new("evaluation_agency", Agency: "a1"));
        await DoneAsync(Clerk, "evidence", "attend", enrolment, "--hours", "40");
        await DoneAsync(Clerk, "evidence", "complete", enrolment);

        var certified = await DoneAsync(agency, "evidence", "certify", enrolment, "--number", "ZJ-17", "--level", "3");
        var first = await RunAsync(Officer("qian"), "evidence", "take-back", "completion", enrolment, "--reason", "x");
        var taken = await DoneAsync(agency, "evidence", "take-back", "certificate", enrolment, "--reason", "other's");

        Assert.That(certified.Output, Does.Contain("ZJ-17 by a1"));
        Assert.That(first.Error, Does.Contain("Take the certificate back first."));
        Assert.That(taken.Output, Does.Contain("completed").And.Not.Contain("ZJ-17"));
    }

    [Test]
    public async Task ForceMajeure_AskedForByTheReceipt_IsDecidedBySomebodyElse()
    {
        var (_, redemption) = await RedeemAsync();

        var asked = await DoneAsync(Officer("qian"), "evidence", "force-majeure", "request", redemption.Receipt,
            "--reason", "typhoon Bebinca", "--json");
        var id = asked.Json.GetProperty("id").GetString()!;
        var own = await RunAsync(Officer("qian"), "evidence", "force-majeure", "approve", id);
        var approved = await DoneAsync(Officer("zhao"), "evidence", "force-majeure", "approve", id);
        var late = await RunAsync(Officer("zhao"), "evidence", "force-majeure", "decline", id);
        var listed = await DoneAsync(Officer("qian"), "evidence", "force-majeure", "list");
        var trace = await DoneAsync(Officer("qian"), "trace", redemption.VoucherId);

        Assert.That(own.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(own.Error, Does.Contain("SAME_PERSON").And.Contain("somebody else of the same office"));
        Assert.That(approved.Output, Does.Contain("by force majeure").And.Contain("approved").And.Contain("by zhao"));
        Assert.That(late.Error, Does.Contain("FORCE_MAJEURE_OUT_OF_ORDER").And.Contain("force-majeure list"));
        Assert.That(listed.Output, Does.Contain(id).And.Contain("typhoon"));
        Assert.That(trace.Output, Does.Contain("force").And.Contain("majeure").And.Contain("Bebinca"));
        await DoneAsync(Officer("qian"), "journal", "verify");
    }

    private string Clerk => service.Token(new("institution_operator", Institution: "vtc"));

    private string Officer(string name) => service.Token(new("programme_officer", name));

    private async Task<(string Enrolment, V1.Redemption Redemption)> RedeemAsync()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var redeemed = await scene.Redemptions.RedeemVoucherAsync(
            await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc"), scene.Operator("vtc"));
        return ($"{Scene.SessionOf("vtc")}.{citizen}", redeemed.Redemption);
    }

    private async Task<CliRun> DoneAsync(string token, params string[] args)
    {
        var run = await RunAsync(token, args);
        Assert.That(run.ExitCode, Is.Zero, run.Error + run.Output);
        return run;
    }

    private Task<CliRun> RunAsync(string token, params string[] args) => CliRun.OfAsync(
        [.. args, "--token", token, "--address", service.Addresses.Grpc.ToString()]);
}
