using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of taking evidence back, and of earning without it.</summary>
internal static class TakeBackTables
{
    private static readonly Id<Enrolment> Key = Enrolment.IdOf(World.Session, World.Citizen);

    private static readonly Actor SecondOfficer = World.Officer with { Subject = "second officer" };

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("TakeBackCompletion",
        [
            "InvalidField", "NotPermitted", "OtherInstitution", "NotFound", "EnrolmentEnded", "EnrolmentStep",
            "RedemptionInPayout:collected", "RedemptionInPayout:paid", "RedemptionEarned",
        ], Completion),
        new("TakeBackCertificate",
        [
            "InvalidField", "NotPermitted", "OtherInstitution", "NotFound", "EnrolmentEnded", "EnrolmentStep",
            "RedemptionInPayout",
        ], Certificate),
        new("ReinstateEnrolment",
        [
            "InvalidField", "NotPermitted", "NotFound", "SessionCancelled", "SessionFull", "EnrolmentStep",
        ], Reinstate),
        new("RequestForceMajeure",
        [
            "InvalidField", "NotPermitted", "NotFound", "AlreadyExists", "ForceMajeureOutOfOrder:earned",
            "ForceMajeureOutOfOrder:asked already",
        ], Request),
        new("DecideForceMajeure",
        [
            "NotPermitted", "NotFound", "ForceMajeureOutOfOrder:decided", "ForceMajeureOutOfOrder:voided", "SamePerson",
        ], Decide),
    ];

    private static (LedgerHarness, Command) Completion(Wrong wrong)
    {
        var (world, redemption) = Completed(Vesting.OnCompletion);
        var state = wrong["RedemptionInPayout:collected"] ? RedemptionState.InPayout
            : wrong["RedemptionInPayout:paid"] ? RedemptionState.Paid
            : wrong["RedemptionEarned"] ? RedemptionState.Earned : RedemptionState.ClawedBack;
        world.Ledger.Change(redemption.Id, r => r with { State = state, PayoutItemId = AnyPayment });
        SetState(world, wrong, EnrolmentState.Certified, EnrolmentState.Completed);
        var actor = wrong["NotPermitted"] ? World.Auditor : World.Clerk;
        if (wrong["OtherInstitution"])
            actor = actor with { Institution = Id<Institution>.Parse("other") };
        // A missing enrolment belongs to no institution, so it cannot be another one's.
        var isMissing = wrong["NotFound"] && !wrong["OtherInstitution"];
        return (world.Ledger, new TakeBackCompletion(actor, isMissing ? Missing : Key, Reason(wrong)));
    }

    private static (LedgerHarness, Command) Certificate(Wrong wrong)
    {
        var (world, redemption) = Completed(Vesting.OnCertificate);
        world.Certify();
        world.Ledger.Change(redemption.Id, r => r with
        {
            State = wrong["RedemptionInPayout"] ? RedemptionState.InPayout : RedemptionState.Earned,
            PayoutItemId = AnyPayment,
        });
        // Only a certificate has an agency that could be another one.
        if (!wrong["OtherInstitution"])
            SetState(world, wrong, EnrolmentState.Completed, EnrolmentState.Certified);
        var actor = wrong["NotPermitted"] ? World.Clerk : World.Evaluator;
        if (wrong["OtherInstitution"])
            actor = actor with { Agency = Id<Agency>.Parse("other") };
        var isMissing = wrong["NotFound"] && !wrong["OtherInstitution"];
        return (world.Ledger, new TakeBackCertificate(actor, isMissing ? Missing : Key, Reason(wrong)));
    }

    private static (LedgerHarness, Command) Reinstate(Wrong wrong)
    {
        var world = new World();
        world.Ledger.Put(World.NewEnrolment(World.Session, World.Citizen,
            wrong["EnrolmentStep"] ? EnrolmentState.Attending : EnrolmentState.NoShow));
        world.Ledger.Change(World.Session, s => s with
        {
            Cancelled = wrong["SessionCancelled"],
            Enrolled = wrong["SessionFull"] ? 40 : 39,
        });
        return (world.Ledger, new ReinstateEnrolment(wrong["NotPermitted"] ? World.Clerk : World.Officer,
            wrong["NotFound"] ? Missing : Key, Reason(wrong)));
    }

    private static (LedgerHarness, Command) Request(Wrong wrong)
    {
        var world = new World();
        world.Enrol();
        var redemption = world.Redeem(world.Issue());
        var id = world.Draw<ForceMajeure>();
        if (wrong["ForceMajeureOutOfOrder:asked already"])
            Ask(world, redemption, world.Draw<ForceMajeure>());
        if (wrong["AlreadyExists"])
        {
            world.Enrol(World.Neighbour);
            Ask(world, world.Redeem(world.Issue(World.Neighbour)), id);
        }

        world.Ledger.Change(redemption.Id, r => r with
        {
            State = wrong["ForceMajeureOutOfOrder:earned"] ? RedemptionState.Earned : r.State,
        });
        return (world.Ledger, new RequestForceMajeure(wrong["NotPermitted"] ? World.Clerk : World.Officer, id,
            wrong["NotFound"] ? world.Draw<Redemption>() : redemption.Id, Reason(wrong)));
    }

    private static (LedgerHarness, Command) Decide(Wrong wrong)
    {
        var world = new World();
        world.Enrol();
        var redemption = world.Redeem(world.Issue());
        var asked = Ask(world, redemption, world.Draw<ForceMajeure>());
        world.Ledger.Change(asked.Id, f => f with
        {
            State = wrong["ForceMajeureOutOfOrder:decided"] ? ForceMajeureState.Declined : f.State,
        });
        world.Ledger.Change(redemption.Id, r => r with
        {
            State = wrong["ForceMajeureOutOfOrder:voided"] ? RedemptionState.Voided : r.State,
        });
        var actor = wrong["SamePerson"] ? World.Officer : SecondOfficer;
        return (world.Ledger, new DecideForceMajeure(
            wrong["NotPermitted"] ? actor with { Role = Role.Finance } : actor,
            wrong["NotFound"] ? world.Draw<ForceMajeure>() : asked.Id, IsApproved: true));
    }

    private static Id<PayoutItem> AnyPayment => PayoutItem.IdOf(Id<PayoutBatch>.Parse("pay-000001"), 1, 1);

    private static Id<Enrolment> Missing => Id<Enrolment>.Parse("none.nobody");

    private static string Reason(Wrong wrong) => wrong["InvalidField"] ? "" : "the wrong person";

    private static ForceMajeure Ask(World world, Redemption redemption, Id<ForceMajeure> id) =>
        world.Ledger.Do(new RequestForceMajeure(World.Officer, id, redemption.Id, "typhoon"));

    private static void SetState(World world, Wrong wrong, EnrolmentState outOfOrder, EnrolmentState inOrder) =>
        world.Ledger.Change(Key, e => e with
        {
            State = wrong["EnrolmentEnded"] ? EnrolmentState.Withdrawn : wrong["EnrolmentStep"] ? outOfOrder : inOrder,
        });

    private static (World World, Redemption Redemption) Completed(Vesting vesting)
    {
        var world = new World(World.Rules with { Vesting = vesting });
        world.Enrol();
        var redemption = world.Redeem(world.Issue());
        world.Attend(40);
        world.Complete();
        return (world, redemption);
    }
}
