using System.Reflection;
using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class ProgrammeTests
{
    [Test]
    public void Create_SecondProgramme_GetsTheNextNumber()
    {
        var world = new World();
        var second = world.AddProgramme(Id<Programme>.Parse("second"), World.Rules);
        Assert.That((world.Ledger.Row(World.Programme).Number, second.Number, second.State),
            Is.EqualTo((1, 2, ProgrammeState.Active)));
    }

    [Test]
    public void Create_TwoInOneBatch_GetTwoNumbers()
    {
        var world = new World();
        var draft = world.Ledger.Row(World.Programme);
        world.Ledger.Run(new CreateProgramme(World.Officer, draft with { Id = Id<Programme>.Parse("a") }),
            new CreateProgramme(World.Officer, draft with { Id = Id<Programme>.Parse("b") }));
        Assert.That(world.Ledger.All<Programme>().Select(p => p.Number), Is.EquivalentTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void Fund_Twice_AddsUp()
    {
        var world = new World(budget: 1);
        var funded = world.Ledger.Do(new FundProgramme(World.Finance, World.Programme, World.Cny(2), "grant 2"));
        Assert.That(funded.Available, Is.EqualTo(World.Cny(3)));
        Assert.That((world.Balance(AccountKind.Appropriation), world.Balance(AccountKind.Available)),
            Is.EqualTo((-3, 3)));
    }

    [TestCase(0, false)]
    [TestCase(-1, false)]
    [TestCase(1, true)]
    [TestCase(1_000_000_000_000, true)]
    [TestCase(1_000_000_000_001, false)]
    public void Fund_Amount_IsWithinBounds(long amount, bool accepted) => Assert.That(
        new World().Ledger.Judge(new FundProgramme(World.Finance, World.Programme, World.Cny(amount), "grant"))
            is Decision.Accepted, Is.EqualTo(accepted));

    // Each setting at the edges of its range, by the name under which its fault is told.
    [TestCase(nameof(ProgrammeRules.ValidityDays), "validity_days", 1, 731)]
    [TestCase(nameof(ProgrammeRules.FixedFaceMinorUnits), "fixed_face", 0, 1_000_000_000)]
    [TestCase(nameof(ProgrammeRules.HourlyRateMinorUnits), "hourly_rate", 1, 10_000_000)]
    [TestCase(nameof(ProgrammeRules.CapMinorUnits), "cap", 1, 1_000_000_000)]
    [TestCase(nameof(ProgrammeRules.CoPaymentBasisPoints), "co_payment_basis_points", 0, 9_999)]
    [TestCase(nameof(ProgrammeRules.ReservationHours), "reservation_hours", 1, 24 * 366)]
    [TestCase(nameof(ProgrammeRules.MaxTrainingsPerYear), "max_trainings_per_year", 0, 1_000)]
    [TestCase(nameof(ProgrammeRules.SessionOpensHoursBefore), "session_opens_hours_before", 0, 24 * 366)]
    [TestCase(nameof(ProgrammeRules.SessionClosesHoursAfter), "session_closes_hours_after", 0, 24 * 366)]
    [TestCase(nameof(ProgrammeRules.VoidWindowHours), "void_window_hours", 0, 24 * 366)]
    [TestCase(nameof(ProgrammeRules.OfflineCapMinorUnits), "offline_cap", 0, 1_000_000_000)]
    [TestCase(nameof(ProgrammeRules.AttendancePercent), "attendance_percent", 0, 100)]
    [TestCase(nameof(ProgrammeRules.PinAttempts), "pin_attempts", 1, 100)]
    public void FirstFault_OutsideTheRange_NamesTheSetting(string property, string field, int min, int max)
    {
        Assert.That(FaultWith(min), Is.Null);
        Assert.That(FaultWith(max), Is.Null);
        Assert.That(FaultWith(min - 1)?.Facts["field"], Is.EqualTo($"rules.{field}"));
        Assert.That(FaultWith(max + 1)?.Facts["field"], Is.EqualTo($"rules.{field}"));

        Refusal? FaultWith(int value)
        {
            var rules = World.Rules with { };
            var setting = typeof(ProgrammeRules).GetProperty(property, BindingFlags.Public | BindingFlags.Instance)!;
            setting.SetValue(rules, Convert.ChangeType(value, setting.PropertyType, null));
            return rules.FirstFault();
        }
    }

    [Test]
    public void FirstFault_Defaults_NeedOnlyTargetGroups()
    {
        Assert.That(World.Rules.FirstFault(), Is.Null);
        Assert.That(new ProgrammeRules().FirstFault()?.Facts["field"], Is.EqualTo("rules.target_groups"));
        Assert.That((World.Rules with { ExposureLimitMinorUnits = -1 }).FirstFault()?.Facts["field"],
            Is.EqualTo("rules.exposure_limit"));
    }
}
