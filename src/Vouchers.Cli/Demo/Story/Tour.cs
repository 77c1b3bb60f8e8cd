using Vouchers.Cli.Demo.Data;
using Vouchers.Client;
using Vouchers.Web;

namespace Vouchers.Cli.Demo.Story;

/// <summary>What the pages' sign-in offers after the story: a person for each thing there is to see.</summary>
internal static class Tour
{
    public static async Task OfferAsync(Stage stage, DemoTour tour, Uri web)
    {
        tour.Counter = await CounterAsync(stage, web);
        tour.Stops = [.. StopsOf(stage)];
    }

    private static IEnumerable<DemoStop> StopsOf(Stage stage)
    {
        var (demo, cast) = (stage.Demo, stage.Demo.Cast);
        yield return new(cast.Visitor, $"/wallet/{stage.VoucherOf(cast.Visitor)}",
            "市民：有效培训券，今天就能使用", "Citizen: a live voucher, to be used today");
        if (Find(stage, j => j.Fate == Fate.Booked) is { } booked)
            yield return new(booked.CitizenId, $"/wallet/{stage.VoucherOf(booked)}",
                "市民：培训券已为课程预留", "Citizen: a voucher reserved for a course");
        if (Find(stage, j => j.Completes && j.Certified) is { } used)
            yield return new(used.CitizenId, "/wallet",
                "市民：已用券、结业、取得证书", "Citizen: a used voucher, a finished course, a certificate");
        yield return new(cast.NeverApplied.Id, "/wallet",
            "市民：不符合条件，看看是哪条规定", "Citizen: not eligible, and which rule says so");
        yield return new("officer:lin", "/console", "项目专员：预算与进度", "Programme officer: budgets and progress");
        yield return new("officer:lin", "/console/offline",
            "项目专员：断线柜台的离线记录与冲突", "Programme officer: what a counter without a line accepted, and a conflict");
        yield return new("finance:zhou", "/console/payouts", "财务：付款与对账", "Finance: payments and reconciliation");
        yield return new("finance:wu", "/console/payouts", "财务（第二人）：审批", "Finance, the second person: approvals");
        yield return new("auditor:ye", "/console/journal", "审计：检索账簿并验证", "Auditor: search the books and prove them");
    }

    private static Journey? Find(Stage stage, Func<Journey, bool> fits) =>
        stage.Demo.Journeys.FirstOrDefault(journey => fits(journey) && stage.Knows(journey));

    /// <summary>A one-time code for a counter at the session that runs now.</summary>
    private static async Task<Uri?> CounterAsync(Stage stage, Uri web)
    {
        var session = stage.Demo.Cast.RunningStage.Session;
        var device = stage.Demo.Houses.First(house => house.Institution.Id == session.InstitutionId)
            .Devices.First(device => device.BranchId == session.BranchId);
        var offer = await stage.Must(stage.Tokens.Officer, "offer a counter", client => client.Catalogue
            .OfferDeviceEnrolmentAsync(new() { DeviceId = device.Id }).AsOutcome());
        return offer is null ? null : new Uri(web, $"counter/enrol#device={device.Id}&code={offer.Code}");
    }
}
