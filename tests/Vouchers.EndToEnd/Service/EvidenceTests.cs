using Grpc.Core;
using NUnit.Framework;
using State = Vouchers.V1.Redemption.Types.State;

namespace Vouchers.EndToEnd.Service;

/// <summary>What earns a subsidy late, what is taken back, and what two officers let earn without evidence.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EvidenceTests
{
    private const string Vtc = "vtc";
    private readonly ShiftedTime time = new();
    private RunningService service = null!;
    private FinanceOffice office = null!;

    private Scene Scene => office.Scene;

    [SetUp]
    public async Task OpenAsync()
    {
        service = await RunningService.StartAsync(time: time);
        office = await FinanceOffice.OpenAsync(service);
    }

    [TearDown]
    public async Task CloseAsync() => await service.DisposeAsync();

    [Test]
    public async Task Evidence_AfterSessionVoucherProgrammeAndAPayoutOfOthers_EarnsAndIsPaid()
    {
        var (enrolment, redemption) = await RedeemAsync();
        await office.EarnAsync(Vtc);
        await office.ReadyAsync(Vtc);
        var first = await office.DraftAsync();
        await office.ApproveAsync(first.Id);
        await office.ExportAsync(first.Id);
        await Scene.Programmes.CloseProgrammeAsync(
            new() { RequestId = Scene.NewId(), ProgrammeId = Scene.Programme, Reason = "year's end" }, Officer());
        // The session lasted five days, the voucher ninety.
        time.Advance(TimeSpan.FromDays(120));

        await AttendAsync(enrolment, 40);
        await CompleteAsync(enrolment);

        Assert.That((await office.RedemptionAsync(redemption.Id)).State, Is.EqualTo(State.Earned));
        var next = await office.DraftAsync();
        Assert.That((first.Redemptions, next.Redemptions, next.Total), Is.EqualTo((1, 1, redemption.Amount)));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Completion_RecordedInError_IsTakenBackByAnOfficerWithItsMoney()
    {
        var redemption = await office.EarnAsync(Vtc);
        var enrolment = $"{redemption.SessionId}.{redemption.CitizenId}";

        await Expect.FailureAsync(() => AttendAsync(enrolment, -20), StatusCode.FailedPrecondition, "ENROLMENT_STEP");
        await Expect.FailureAsync(() => TakeBackAsync(enrolment, Scene.Operator(Vtc)),
            StatusCode.FailedPrecondition, "REDEMPTION_EARNED");
        await Expect.FailureAsync(() => TakeBackAsync(enrolment, Scene.Operator("city-college")),
            StatusCode.PermissionDenied, "OTHER_INSTITUTION");
        var taken = await TakeBackAsync(enrolment, Officer());

        Assert.That((taken.State, taken.CompletedAt), Is.EqualTo((V1.Enrolment.Types.State.Attending,
            (Google.Protobuf.WellKnownTypes.Timestamp?)null)));
        Assert.That((await office.RedemptionAsync(redemption.Id)).State, Is.EqualTo(State.Confirmed));
        Assert.That((await office.DraftAsync()).Redemptions, Is.Zero);
        await AttendAsync(enrolment, -20);
        await Expect.FailureAsync(() => CompleteAsync(enrolment),
            StatusCode.FailedPrecondition, "ATTENDANCE_TOO_LOW");
        Assert.That(await TrailAsync(redemption), Is.SupersetOf(new[]
        {
            "AttendanceRecorded 40 hours", "Completed ", "CompletionTakenBack hours of a neighbour",
            $"RedemptionUnearned {redemption.Receipt}: hours of a neighbour", "AttendanceRecorded -20 hours",
        }));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Completion_PaidAlready_NamesTheBatch()
    {
        var redemption = await office.EarnAsync(Vtc);
        await office.ReadyAsync(Vtc);
        var batch = await office.DraftAsync();

        var failure = await Expect.FailureAsync(
            () => TakeBackAsync($"{redemption.SessionId}.{redemption.CitizenId}", Officer()),
            StatusCode.FailedPrecondition, "REDEMPTION_IN_PAYOUT");

        Assert.That(failure.Status.Detail, Does.Contain(batch.Id).And.Contain("clawed back"));
        Assert.That(Expect.InfoOf(failure)!.Metadata["batch"], Is.EqualTo(batch.Id));
    }

    [Test]
    public async Task Certificate_TakenBack_ByItsAgencyOnly()
    {
        var redemption = await office.EarnAsync(Vtc);
        var enrolment = $"{redemption.SessionId}.{redemption.CitizenId}";
        foreach (var agency in (string[])["a1", "a2"])
            await Scene.Catalogue.RegisterAgencyAsync(
                new() { RequestId = Scene.NewId(), Agency = new() { Id = agency, Name = agency } }, Officer());
        await Scene.Enrolments.CertifyEnrolmentAsync(
            new() { RequestId = Scene.NewId(), EnrolmentId = enrolment, CertificateNumber = "ZJ-17", Level = 3 },
            service.As("evaluation_agency", agency: "a1"));

        await Expect.FailureAsync(() => TakeCertificateBackAsync("a2"),
            StatusCode.PermissionDenied, "OTHER_INSTITUTION");
        var taken = await TakeCertificateBackAsync("a1");

        Assert.That((taken.State, taken.CertificateNumber, taken.AgencyId),
            Is.EqualTo((V1.Enrolment.Types.State.Completed, "", "")));
        Assert.That((await office.RedemptionAsync(redemption.Id)).State, Is.EqualTo(State.Earned), "by the completion");
        await office.ExpectBooksToHoldAsync();

        async Task<V1.Enrolment> TakeCertificateBackAsync(string agency) => (await Scene.Enrolments
            .TakeBackCertificateAsync(
                new() { RequestId = Scene.NewId(), EnrolmentId = enrolment, Reason = "another candidate's" },
                service.As("evaluation_agency", agency: agency))).Enrolment;
    }

    [Test]
    public async Task ForceMajeure_OfACancelledSession_EarnsByTwoOfficersAndIsTold()
    {
        var (enrolment, redemption) = await RedeemAsync();
        await Scene.Catalogue.CancelSessionAsync(
            new() { RequestId = Scene.NewId(), SessionId = redemption.SessionId, Reason = "typhoon" }, Officer());
        var late = await Expect.FailureAsync(() => AttendAsync(enrolment, 8),
            StatusCode.FailedPrecondition, "SESSION_CANCELLED");
        Assert.That(late.Status.Detail, Does.Contain("force majeure"));

        var id = Scene.NewId();
        var asked = await AskAsync(redemption, id);
        Assert.That(await AskAsync(redemption, id), Is.EqualTo(asked), "a lost answer is given again");
        await Expect.FailureAsync(() => AskAsync(redemption, Scene.NewId()),
            StatusCode.FailedPrecondition, "FORCE_MAJEURE_OUT_OF_ORDER");
        await Expect.FailureAsync(() => DecideAsync(asked, Officer()), StatusCode.FailedPrecondition, "SAME_PERSON");
        var approved = await DecideAsync(asked, Officer("zhao"));

        Assert.That((approved.State, approved.RequestedBy, approved.DecidedBy, approved.Amount),
            Is.EqualTo((V1.ForceMajeure.Types.State.Approved, "qian", "zhao", redemption.Amount)));
        Assert.That((await office.RedemptionAsync(redemption.Id)).State, Is.EqualTo(State.Earned));
        Assert.That(await TrailAsync(redemption), Is.SupersetOf(new[]
        {
            "ForceMajeureRequested typhoon Bebinca", $"ForceMajeureEarned {redemption.Receipt}: typhoon Bebinca",
        }));
        await office.ReadyAsync(Vtc);
        var batch = await office.DraftAsync();
        Assert.That(batch.Total, Is.EqualTo(redemption.Amount));
        Assert.That(await AdviceAsync(batch.Id), Is.EqualTo(new[] { (redemption.Receipt, "typhoon Bebinca") }));
        var own = await Scene.Enrolments.ListForceMajeuresAsync(new(), Scene.Operator(Vtc));
        var others = await Scene.Enrolments.ListForceMajeuresAsync(
            new() { InstitutionId = Vtc }, Scene.Operator("city-college"));
        Assert.That((own.ForceMajeures.Single(), others.ForceMajeures.Count), Is.EqualTo((approved, 0)));
        await office.ExpectBooksToHoldAsync();
    }

    // Made anew for each call, because a test may put the clock forward.
    private Metadata Officer(string name = "qian") => service.As("programme_officer", subject: name);

    private async Task<(string Enrolment, V1.Redemption Redemption)> RedeemAsync()
    {
        var (citizen, voucher) = await Scene.HolderAsync(Vtc);
        var redeemed = await Scene.Redemptions.RedeemVoucherAsync(
            await Scene.RedeemRequestAsync(citizen, voucher.Id, Vtc), Scene.Operator(Vtc));
        return ($"{Scene.SessionOf(Vtc)}.{citizen}", redeemed.Redemption);
    }

    private async Task AttendAsync(string enrolment, int hours) => await Scene.Enrolments.RecordAttendanceAsync(
        new() { RequestId = Scene.NewId(), EnrolmentId = enrolment, Hours = hours }, Scene.Operator(Vtc));

    private async Task CompleteAsync(string enrolment) => await Scene.Enrolments.CompleteEnrolmentAsync(
        new() { RequestId = Scene.NewId(), EnrolmentId = enrolment }, Scene.Operator(Vtc));

    private async Task<V1.Enrolment> TakeBackAsync(string enrolment, Metadata headers) => (await Scene.Enrolments
        .TakeBackCompletionAsync(
            new() { RequestId = Scene.NewId(), EnrolmentId = enrolment, Reason = "hours of a neighbour" },
            headers)).Enrolment;

    private async Task<V1.ForceMajeure> AskAsync(V1.Redemption redemption, string requestId) => (await Scene.Enrolments
        .RequestForceMajeureAsync(
            new() { RequestId = requestId, RedemptionId = redemption.Id, Reason = "typhoon Bebinca" },
            Officer())).ForceMajeure;

    private async Task<V1.ForceMajeure> DecideAsync(V1.ForceMajeure asked, Metadata headers) => (await Scene.Enrolments
        .DecideForceMajeureAsync(
            new() { RequestId = Scene.NewId(), ForceMajeureId = asked.Id, Approved = true }, headers)).ForceMajeure;

    private async Task<List<(string, string)>> AdviceAsync(string batch)
    {
        using var call = new V1.ReportService.ReportServiceClient(service.Channel).GetRemittance(
            new() { BatchId = batch }, office.Auditor);
        var lines = new List<(string, string)>();
        while (await call.ResponseStream.MoveNext(default))
            lines.AddRange((call.ResponseStream.Current.Lines?.Lines ?? []).Select(l => (l.Receipt, l.ForceMajeure)));
        return lines;
    }

    private async Task<IEnumerable<string>> TrailAsync(V1.Redemption redemption) => (await Scene.Journal
        .TraceVoucherAsync(new() { VoucherId = redemption.VoucherId }, office.Auditor)).Entries
        .Select(e => $"{e.Event} {e.Note}");
}
