using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of running a programme.</summary>
internal static class ProgrammeTables
{
    private static readonly Id<Programme> None = Id<Programme>.Parse("none");

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("CreateProgramme",
            ["InvalidField:rules", "InvalidField:id", "InvalidField:validity", "NotPermitted", "AlreadyExists"],
            Create),
        new("UpdateProgrammeRules", ["InvalidField", "NotPermitted", "NotFound"], wrong => (new World().Ledger,
            new UpdateProgrammeRules(wrong["NotPermitted"] ? World.Finance : World.Officer,
                wrong["NotFound"] ? None : World.Programme,
                wrong["InvalidField"] ? World.Rules with { Vesting = Vesting.None } : World.Rules))),
        new("FundProgramme", ["InvalidField", "NotPermitted", "NotFound", "ProgrammeClosed", "CurrencyMismatch"], Fund),
        new("CloseProgramme", ["NotPermitted", "NotFound", "ProgrammeClosed"], wrong => (Programme(wrong).Ledger,
            new CloseProgramme(wrong["NotPermitted"] ? World.Finance : World.Officer,
                wrong["NotFound"] ? None : World.Programme, "spent"))),
    ];

    private static (LedgerHarness, Command) Create(Wrong wrong)
    {
        var id = Id<Programme>.Parse(wrong["InvalidField:id"] ? new string('p', 25) : new string('p', 24));
        var world = new World();
        if (wrong["AlreadyExists"])
            world.Ledger.Put(world.Ledger.Row(World.Programme) with { Id = id });
        var draft = new Programme(id, 0, "Skills", SubsidyCategory.Entrepreneurship, Currency.Cny, World.Start,
            wrong["InvalidField:validity"] ? World.Start : World.Start + TimeSpan.FromDays(1), ProgrammeState.None,
            wrong["InvalidField:rules"] ? World.Rules with { TargetGroups = [] } : World.Rules);
        return (world.Ledger, new CreateProgramme(wrong["NotPermitted"] ? World.Finance : World.Officer, draft));
    }

    private static (LedgerHarness, Command) Fund(Wrong wrong)
    {
        var currency = wrong["CurrencyMismatch"] ? Currency.Parse("USD") : Currency.Cny;
        return (Programme(wrong).Ledger, new FundProgramme(wrong["NotPermitted"] ? World.Auditor : World.Finance,
            wrong["NotFound"] ? None : World.Programme, new Money(wrong["InvalidField"] ? 0 : 1, currency), "grant"));
    }

    private static World Programme(Wrong wrong)
    {
        var world = new World();
        if (wrong["ProgrammeClosed"])
            world.Ledger.Do(new CloseProgramme(World.Officer, World.Programme, "spent"));
        return world;
    }
}
