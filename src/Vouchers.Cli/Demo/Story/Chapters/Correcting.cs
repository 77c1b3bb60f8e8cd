using Vouchers.Cli.Demo.Data;
using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.V1;
using State = Vouchers.V1.Redemption.Types.State;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>
/// What was recorded in error is taken back with its money; what nobody could finish earns by two officers.
/// </summary>
internal static class Correcting
{
    private const string Typhoon = "typhoon: the school was closed in the last week";

    public static async Task TellAsync(Stage stage)
    {
        stage.Tell.Chapter("A wrong certificate, and a typhoon", "发错的证书和一场台风");
        await CertificateAsync(stage);
        await TyphoonAsync(stage);
    }

    private static async Task CertificateAsync(Stage stage)
    {
        var (journey, number) = stage.Demo.Journeys.Where(j => j is { Completes: true, Certified: true })
            .Select((j, i) => (j, i)).First(p => p.j.ProgrammeId == ProgrammeTable.Project);
        var enrolment = $"{journey.Planned.Session.Id}.{journey.CitizenId}";
        var agency = stage.Tokens.Agency(stage.Demo.Agencies[number % stage.Demo.Agencies.Count].Id);
        await stage.Must(agency, "certificate taken back", client => client.Enrolments.TakeBackCertificateAsync(
            new() { EnrolmentId = enrolment, Reason = "the certificate of another candidate" }).AsOutcome());
        var redemption = await RedemptionAsync(stage, journey);
        stage.Tally.Expect("redemptions that lost their certificate", 1,
            redemption?.State == State.Confirmed ? 1 : 0);
        stage.Tell.Say($"An agency confirmed the wrong candidate and takes it back: "
            + $"{Yuan.Of(redemption?.Amount.MinorUnits ?? 0)} are not owed any more, by a new entry in the books.");
        await Finishing.CertifyAsync(stage, journey.Planned, journey.CitizenId, number);
        stage.Tell.Say("The right certificate comes, however late, and earns it again.");
    }

    private static async Task TyphoonAsync(Stage stage)
    {
        var journey = stage.Demo.Journeys.First(j => j.IsUsedIn(Term.Past)
            && j is { Completes: false, AttendedHours: > 0 }
            && ProgrammeTable.Find(j.ProgrammeId).Rules.Vesting == Vesting.OnCompletion);
        if (await RedemptionAsync(stage, journey) is not { } redemption)
            return;
        var asked = await stage.Must(stage.Tokens.Officer, "force majeure", client => client.Enrolments
            .RequestForceMajeureAsync(new() { RedemptionId = redemption.Id, Reason = Typhoon }).AsOutcome());
        Func<VoucherClient, Task<Outcome<DecideForceMajeureResponse>>> decide = client => client.Enrolments
            .DecideForceMajeureAsync(new() { ForceMajeureId = asked?.ForceMajeure.Id ?? "", Approved = true })
            .AsOutcome();
        await stage.Refused(stage.Tokens.Officer, "A typhoon ended a course; the officer who asks for its subsidy "
            + "approves it alone.", RefusalReason.SamePerson, decide);
        await stage.Must(stage.Tokens.Deputy, "force majeure approved", decide);
        stage.Tally.Expect("redemptions earned by force majeure", 1,
            (await RedemptionAsync(stage, journey))?.State == State.Earned ? 1 : 0);
        stage.Tell.Say($"A second officer agrees: {Yuan.Of(redemption.Amount.MinorUnits)} are earned for "
            + $"{journey.AttendedHours} of {journey.Planned.Course.ClassHours} class hours, and the remittance advice "
            + "will say why.");
    }

    private static async Task<Redemption?> RedemptionAsync(Stage stage, Journey journey)
    {
        var found = await stage.Must(stage.Tokens.Auditor, "redemption", client => client.Redemptions
            .ListRedemptionsAsync(new() { CitizenId = journey.CitizenId }).AsOutcome());
        return found?.Redemptions.FirstOrDefault(r => r.VoucherId == stage.VoucherOf(journey));
    }
}
