using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using NUnit.Framework;
using Vouchers.Cli.Demo.Data;

namespace Vouchers.EndToEnd.Demo;

public sealed class DemoProgrammeTests
{
    // Of seed 7 and 500 citizens: written down, so that another runtime or processor is compared with this one.
    private const string Written = "d344763bd7a958ff980302675659f7b5e771cf21c156c9cbafe39e759a84a566";

    private static readonly Timeline Days = new(new DateOnly(2026, 10, 12));
    private static readonly DemoProgramme Whole = DemoProgramme.Generate(1, 20_000, Days);

    [Test]
    public void Generate_SameSeed_GivesTheSameBytesOnEveryMachine()
    {
        Assert.That(Fingerprint(Whole), Is.EqualTo(Fingerprint(DemoProgramme.Generate(1, 20_000, Days))));
        Assert.That(Fingerprint(DemoProgramme.Generate(7, 500, Days)), Is.EqualTo(Written));
        Assert.That(Fingerprint(DemoProgramme.Generate(8, 500, Days)), Is.Not.EqualTo(Written));
    }

    [Test]
    public void Generate_HasTheSizeOfTheModelProgramme()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Whole.Programmes.Select(p => p.Programme.Category).Distinct().Count(), Is.EqualTo(7));
            Assert.That(Whole.Courses, Has.Count.EqualTo(82));
            Assert.That(Whole.Courses.Select(c => c.Id), Is.Unique);
            Assert.That(Whole.Courses.Select(c => c.Title), Is.Unique);
            Assert.That(Whole.Courses.Select(c => c.Batch).Distinct().Count(), Is.GreaterThanOrEqualTo(2));
            Assert.That(Whole.Houses, Has.Count.EqualTo(60));
            Assert.That(Whole.Houses.Select(h => h.Institution.Name), Is.Unique);
            Assert.That(Whole.Houses.Select(h => h.Institution.Kind).Distinct().Count(), Is.EqualTo(5));
            Assert.That(Whole.Houses.All(h => h.Branches.Count is >= 1 and <= 3));
            Assert.That(Whole.Agencies, Has.Count.EqualTo(3));
            Assert.That(Whole.Sessions, Has.Count.EqualTo(220));
            Assert.That(Whole.Sessions.Select(s => s.Session.Kind).Distinct().Count(), Is.EqualTo(3));
            Assert.That(Whole.Citizens, Has.Count.EqualTo(20_000));
            Assert.That(Whole.Citizens.Select(c => c.Group).Distinct().Count(), Is.EqualTo(5));
            Assert.That(Whole.Citizens.Count(c => c.SecondGroup.Length > 0), Is.InRange(200, 600));
            Assert.That(Whole.Citizens.Count(c => c.Lapsed), Is.InRange(150, 500));
            Assert.That(Whole.Journeys.Count(j => j.Fate == Fate.Redeemed), Is.InRange(11_500, 12_500));
        });
    }

    [Test]
    public void Citizens_HaveWellFormedIdsOfNobody()
    {
        var ids = Whole.Citizens.Select(c => c.Import.NationalId).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(ids, Is.Unique);
            Assert.That(ids.All(NationalId.IsValid));
            Assert.That(ids, Has.All.StartsWith(NationalId.Region));
            Assert.That(NationalId.IsValid("11010519491231002X"), "The standard's own example.");
            Assert.That(NationalId.IsValid("110105194912310021"), Is.False);
        });
    }

    [Test]
    public void Sessions_AreSomeOverSomeRunningSomeToCome()
    {
        var end = Days.At(Timeline.Days, 12).ToUniversalTime();
        Assert.Multiple(() =>
        {
            Assert.That(Whole.Sessions.Count(s => s.Session.EndsAt.ToDateTimeOffset() < end), Is.GreaterThan(100));
            Assert.That(Whole.Sessions.Count(s => s.Session.StartsAt.ToDateTimeOffset() > end), Is.GreaterThan(20));
            Assert.That(Whole.Sessions.Any(s => s.Session.StartsAt.ToDateTimeOffset() < end
                && end < s.Session.EndsAt.ToDateTimeOffset()));
        });
    }

    [Test]
    public void Courses_AreEachTaughtAndHostedAtAKnownBranch()
    {
        var branches = Whole.Houses.SelectMany(h => h.Branches).ToDictionary(b => b.Id, b => b.InstitutionId);
        Assert.That(Whole.Sessions.All(s => branches[s.Session.BranchId] == s.Session.InstitutionId));
        Assert.That(Whole.Courses.Select(c => c.Id), Is.SubsetOf(Whole.Sessions.Select(s => s.Session.CourseId)));
    }

    [Test]
    public void Cast_IsPlantedForEachFraud([Values(1, 13)] int seed, [Values(500, 2_000)] int citizens)
    {
        var demo = DemoProgramme.Generate(seed, citizens, Days);
        var limit = demo.Programmes.Single(p => p.Programme.Rules.HasExposureLimitMinorUnits);
        var colluding = demo.Journeys.Where(j => j.Session == demo.Cast.Collusion).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(demo.Cast.Ids, Is.Unique.And.Count.EqualTo(Cast.Size));
            Assert.That(demo.Cast.Duplicate.NationalId, Is.EqualTo(
                demo.Citizens.Single(c => c.Id == demo.Cast.ScreenshotVictim).Import.NationalId));
            Assert.That(demo.Cast.NeverApplied.Lapsed);
            Assert.That(demo.Cast.Evening, Has.Count.EqualTo(7).And.No.Member(demo.Cast.Visitor));
            Assert.That(demo.Cast.Stage.Session.InstitutionId,
                Is.Not.EqualTo(demo.Cast.OtherStage.Session.InstitutionId));
            Assert.That(colluding.Length * limit.Plan.FaceMinorUnits,
                Is.EqualTo(limit.Programme.Rules.ExposureLimitMinorUnits
                    + (Cast.CollusionExcess * limit.Plan.FaceMinorUnits)));
            Assert.That(demo.Journeys.Where(j => j.ProgrammeId == limit.Plan.Id && j.Fate == Fate.Redeemed
                    && j.Session != demo.Cast.Collusion)
                .CountBy(j => j.Planned.Session.InstitutionId)
                .Max(c => c.Value) * limit.Plan.FaceMinorUnits,
                Is.LessThan(limit.Programme.Rules.ExposureLimitMinorUnits));
        });
    }

    private static string Fingerprint(DemoProgramme demo)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IEnumerable<IMessage> messages =
        [
            .. demo.Programmes.Select(p => p.Programme), .. demo.Courses, .. demo.Agencies,
            .. demo.Houses.Select(h => h.Institution), .. demo.Houses.SelectMany(h => h.Branches),
            .. demo.Houses.SelectMany(h => h.Devices), .. demo.Sessions.Select(s => s.Session),
            .. demo.Citizens.Select(c => c.Import),
        ];
        foreach (var message in messages)
            hash.AppendData(message.ToByteArray());
        foreach (var j in demo.Journeys)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant(
                $"{j.CitizenId} {j.ProgrammeId} {j.Fate} {j.Session?.Session.Id} {j.AttendedHours} {j.Certified}\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
