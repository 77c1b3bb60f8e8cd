using Vouchers.Cli.Demo.Data;
using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>The bureau sets up programmes, catalogue, institutions and sessions.</summary>
internal static class Opening
{
    public static async Task ProgrammesAsync(Stage stage)
    {
        var (demo, officer) = (stage.Demo, stage.Tokens.Officer);
        stage.Tell.Chapter("The bureau opens and funds seven programmes", "人社局设立七个项目并拨款");
        foreach (var (programme, _, budget) in demo.Programmes)
        {
            await stage.Must(officer, $"create {programme.Id}", client => client.Programmes
                .CreateProgrammeAsync(new() { Programme = programme }).AsOutcome());
            // The year's budget comes in two decrees; whole yuan in the first.
            var first = budget * 6 / 10 / 100 * 100;
            foreach (var (amount, decree) in new[] { (first, "decree 1"), (budget - first, "decree 2") })
            {
                await stage.Must(stage.Tokens.Finance, $"fund {programme.Id}", client => client.Programmes
                    .FundProgrammeAsync(new()
                    {
                        ProgrammeId = programme.Id,
                        Amount = new() { MinorUnits = amount, Currency = "CNY" },
                        Reference = $"Wenzhou demo budget, {decree}",
                    }).AsOutcome());
            }

            var rules = programme.Rules;
            var face = rules.HasFixedFaceMinorUnits
                ? $"{Yuan.Short(rules.FixedFaceMinorUnits)} a voucher"
                : $"{Yuan.Short(rules.HourlyRateMinorUnits)} a class hour up to {Yuan.Short(rules.CapMinorUnits)}";
            stage.Tell.Say($"{programme.Title}: {Yuan.Of(budget)}; {face}, earned {Words(rules.Vesting)}.");
        }
    }

    public static async Task CatalogueAsync(Stage stage)
    {
        var (demo, officer) = (stage.Demo, stage.Tokens.Officer);
        stage.Tell.Chapter("Catalogue, institutions and sessions", "目录、机构和班次");
        foreach (var batch in demo.Courses.GroupBy(course => course.Batch))
        {
            await stage.Must(officer, $"publish batch {batch.Key}", client => client.Catalogue.PublishCoursesAsync(
                new() { Batch = batch.Key, Courses = { batch.Select(WithoutBatch) } }).AsOutcome());
            stage.Tell.Say($"Batch {batch.Key} is published: {batch.Count()} courses, such as "
                + $"{batch.First().Title} {batch.First().TitleEn}.");
        }

        await stage.Tell.EachAsync("Institutions", demo.Houses, 8, house => RegisterAsync(stage, house),
            stage.Cancellation);
        foreach (var agency in demo.Agencies)
        {
            await stage.Must(officer, $"register {agency.Id}", client =>
                client.Catalogue.RegisterAgencyAsync(new() { Agency = agency }).AsOutcome());
        }

        stage.Tell.Say($"{demo.Houses.Count} institutions of five kinds with "
            + $"{demo.Houses.Sum(h => h.Branches.Count)} branches and {demo.Houses.Sum(h => h.Devices.Count)} "
            + $"counters, and {demo.Agencies.Count} evaluation agencies are registered.");
        await stage.Tell.EachAsync("Sessions", demo.Sessions, 16, plan => stage.Must(stage.OperatorOf(plan),
            $"schedule {plan.Session.Id}", client => client.Catalogue.ScheduleSessionAsync(
                new() { Session = plan.Session }).AsOutcome()), stage.Cancellation);
        stage.Tell.Say($"Their operators schedule {demo.Sessions.Count} sessions, "
            + $"{demo.Sessions.Count(s => s.Session.Kind == SessionKind.FurtherStudy)} of them further study at "
            + $"universities and {demo.Sessions.Count(s => s.Session.Kind == SessionKind.Competition)} skills "
            + $"competitions.");
    }

    private static async Task RegisterAsync(Stage stage, House house)
    {
        var id = house.Institution.Id;
        await stage.Must(stage.Tokens.Officer, $"register {id}", client => client.Catalogue
            .RegisterInstitutionAsync(new() { Institution = house.Institution }).AsOutcome());
        foreach (var branch in house.Branches)
        {
            await stage.Must(stage.Tokens.Operator(id), $"register {branch.Id}", client =>
                client.Catalogue.RegisterBranchAsync(new() { Branch = branch }).AsOutcome());
        }

        foreach (var device in house.Devices)
        {
            await stage.Must(stage.Tokens.Operator(id), $"register {device.Id}", client =>
                client.Catalogue.RegisterDeviceAsync(new() { Device = device }).AsOutcome());
        }
    }

    private static Course WithoutBatch(Course course)
    {
        var copy = course.Clone();
        copy.Batch = "";
        return copy;
    }

    private static string Words(Vesting vesting) => vesting switch
    {
        Vesting.OnRedemption => "at the counter",
        Vesting.OnCertificate => "with the certificate",
        _ => "when the course is completed",
    };
}
