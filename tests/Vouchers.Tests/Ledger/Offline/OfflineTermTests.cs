using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger.Offline;

/// <summary>What a counter is told of a programme before its line is down.</summary>
public sealed class OfflineTermTests
{
    private static readonly Session Session = new(
        World.Session, World.Course, World.Institution, World.Branch, SessionKind.Training, World.Start,
        World.Start + TimeSpan.FromDays(5), 40, 0, Cancelled: false);

    private static readonly Course Course = new(World.Course, "短视频", "Video", "video", 3, 40, "2026-1");

    private static readonly ProgrammeRules Rules = World.Rules with
    {
        OfflineAllowed = true, OfflineCapMinorUnits = 60_000, CoPaymentBasisPoints = 1_000,
    };

    [Test]
    public void Of_ASession_HasItsWindowAndWhatItPays()
    {
        var term = Of();
        Assert.That((term.OpensAt, term.ClosesAt), Is.EqualTo(
            (World.Start - TimeSpan.FromHours(24), World.Start + TimeSpan.FromDays(6))));
        Assert.That((term.Value, term.Cap, term.Refusal),
            Is.EqualTo((World.Cny(90_000), (Money?)World.Cny(60_000), (Refusal?)null)));
    }

    [Test]
    public void Of_ASessionThatPaysNothing_TellsTheFirstReason()
    {
        var rules = Rules with { OfflineAllowed = false, CatalogueBatches = ["2025-1"] };
        var cancelled = Session with { Cancelled = true };
        var elsewhere = Id<Branch>.Parse("college-south");
        Assert.That(Of(rules, cancelled, elsewhere).Refusal!.Code, Is.EqualTo(RefusalCode.BranchMismatch));
        Assert.That(Of(rules, cancelled).Refusal!.Code, Is.EqualTo(RefusalCode.SessionCancelled));
        Assert.That(Of(rules).Refusal!.Code, Is.EqualTo(RefusalCode.CourseNotCovered));
        Assert.That(Of(rules with { CatalogueBatches = [] }).Refusal!.Code, Is.EqualTo(RefusalCode.OfflineNotAllowed));
        Assert.That(Of(Rules with { OfflineCapMinorUnits = 0 }).Cap, Is.Null);
    }

    private static OfflineTerm Of(ProgrammeRules? rules = null, Session? session = null, Id<Branch>? branch = null) =>
        OfflineTerm.Of(
            new Programme(World.Programme, 1, "P", SubsidyCategory.ProjectBasedTraining, Currency.Cny, World.Start,
                World.Start + TimeSpan.FromDays(100), ProgrammeState.Active, rules ?? Rules),
            session ?? Session, Course, branch ?? World.Branch);
}
