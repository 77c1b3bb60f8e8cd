using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of accounts that are paid from and paid to.</summary>
internal static class PayeeTables
{
    private static readonly Id<Institution> Nobody = Id<Institution>.Parse("nobody");
    private static readonly BankDetails Bank = PayoutWorld.Bank("62220099999");

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("RegisterFundingAccount",
            ["InvalidField:bank", "InvalidField:cooling off", "NotPermitted", "AlreadyExists"],
            wrong => (new PayoutWorld().Ledger, new RegisterFundingAccount(
                wrong["NotPermitted"] ? World.Officer : World.Finance,
                wrong["AlreadyExists"] ? PayoutWorld.City : Id<FundingAccount>.Parse("city-2"),
                wrong["InvalidField:bank"] ? Bank with { HolderName = "" } : Bank, Currency.Cny,
                wrong["InvalidField:cooling off"] ? 23 : 24))),
        new("SetPayeeAccount by the institution",
            ["InvalidField", "NotPermitted", "OtherInstitution", "NotFound"], SetByInstitution),
        new("SetPayeeAccount by finance", ["InvalidField", "NotPermitted", "NotFound"],
            wrong => (new PayoutWorld().Ledger, new SetPayeeAccount(
                wrong["NotPermitted"] ? World.Officer : World.Finance,
                wrong["NotFound"] ? Nobody : PayoutWorld.College,
                wrong["InvalidField"] ? Bank with { AccountNumber = "12" } : Bank))),
        new("VerifyPayeeAccount", ["NotPermitted", "NotFound", "PayeeAccountDiffers", "SamePerson"], Verify),
        new("HoldPayments", ["NotPermitted", "NotFound"],
            wrong => (new PayoutWorld().Ledger, new HoldPayments(
                wrong["NotPermitted"] ? World.Officer : World.Finance,
                wrong["NotFound"] ? Nobody : PayoutWorld.College, "asked by the police"))),
    ];

    private static (LedgerHarness, Command) SetByInstitution(Wrong wrong)
    {
        // An institution that is not there has no operator but in a token.
        var id = wrong["NotFound"] ? Nobody : PayoutWorld.College;
        var actor = new Actor("bursar", wrong["NotPermitted"] ? Role.Device : Role.InstitutionOperator,
            wrong["OtherInstitution"] ? PayoutWorld.School : id);
        return (new PayoutWorld().Ledger, new SetPayeeAccount(actor, id,
            wrong["InvalidField"] ? Bank with { BankCode = "12" } : Bank));
    }

    private static (LedgerHarness, Command) Verify(Wrong wrong)
    {
        var world = new PayoutWorld();
        world.Do(new SetPayeeAccount(PayoutWorld.Editor, PayoutWorld.College, Bank));
        var actor = wrong["SamePerson"] ? PayoutWorld.Editor : PayoutWorld.Verifier;
        return (world.Ledger, new VerifyPayeeAccount(
            wrong["NotPermitted"] ? actor with { Role = Role.ProgrammeOfficer } : actor,
            wrong["NotFound"] ? Nobody : PayoutWorld.College,
            wrong["PayeeAccountDiffers"] ? "62220012345" : Bank.AccountNumber));
    }
}
