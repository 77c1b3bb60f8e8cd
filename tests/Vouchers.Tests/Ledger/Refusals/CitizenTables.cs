using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of importing citizens and their memberships.</summary>
internal static class CitizenTables
{
    private static readonly Id<Citizen> New = Id<Citizen>.Parse("c9");

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("ImportCitizens",
        [
            "InvalidField:twice", "InvalidField:group twice", "NotPermitted", "AlreadyExists",
            "DuplicateCitizen:in the list", "DuplicateCitizen:in the register",
        ], Import),
        new("SetMembership", ["NotPermitted", "NotFound"], wrong => (new World().Ledger,
            new SetMembership(wrong["NotPermitted"] ? World.Clerk : World.Officer,
                World.Member(wrong["NotFound"] ? New : World.Citizen, "veteran")))),
        new("EndSessions", ["NotPermitted", "OtherCitizen", "NotFound"], wrong => (new World().Ledger,
            new EndSessions(
                wrong["NotPermitted"] ? World.Clerk
                    : wrong["OtherCitizen"] ? new("neighbour", Role.Citizen, Citizen: World.Neighbour) : World.Officer,
                wrong["NotFound"] ? New : World.Citizen))),
    ];

    // The faults that come later in precedence stand earlier in the list.
    private static (LedgerHarness, Command) Import(Wrong wrong)
    {
        List<ImportedCitizen> list =
        [
            Row("c9", wrong["DuplicateCitizen:in the register"] ? World.HashOf(World.Citizen) : "9"),
            Row("c10", "10"),
            Row("c11", wrong["DuplicateCitizen:in the list"] ? "10" : "11"),
            Row("c2", wrong["AlreadyExists"] ? "12" : World.HashOf(World.Neighbour)),
            Row("c13", "13", wrong["InvalidField:group twice"] ? ["rural", "rural"] : ["rural", "veteran"]),
            Row(wrong["InvalidField:twice"] ? "c13" : "c14", "14"),
        ];
        return (new World().Ledger, new ImportCitizens(wrong["NotPermitted"] ? World.Clerk : World.Officer, list));
    }

    private static ImportedCitizen Row(string id, string hash, params string[] groups) =>
        new(new Citizen(Id<Citizen>.Parse(id), hash, "王*"),
            [.. groups.Select(g => World.Member(Id<Citizen>.Parse(id), g))]);
}
