using Vouchers.Ledger;

namespace Vouchers.StoreTests;

/// <summary>Rows of a funding account's statements, payments and discrepancies, as the rules write them.</summary>
internal static class BankBooks
{
    public static readonly Id<FundingAccount> City = Id<FundingAccount>.Parse("city");
    public static readonly Id<FundingAccount> Other = Id<FundingAccount>.Parse("other");
    private static readonly BankDetails Bank = new("财政局", "62220001", "103333006012");

    public static Statement Statement(
        string id, Id<FundingAccount> funding, StatementState state, int lines, int unexplained, long own = 0) => new(
        Id<Statement>.Parse(id), funding, Month, new string('a', 64), 1, "S-1", new DateOnly(2026, 11, 1),
        new DateOnly(2026, 11, 30), 100, 100, Currency.Cny, lines, lines, 0, own, unexplained, "", state, "li", Town.Start,
        "", null);

    public static StatementLine Line(
        string id, Statement statement, StatementLineState state, long amount = 500, Id<Match>? match = null) => new(
        Id<StatementLine>.Parse(id), statement.FundingAccountId, statement.Id, Month, 1,
        new LineDetails(amount, new DateOnly(2026, 11, 9), null, "", "", "", 1, "大学", "6222", "培训", false, "", ""),
        state, match);

    public static Discrepancy Discrepancy(string id, Id<FundingAccount> funding, DiscrepancyState state) => new(
        Id<Discrepancy>.Parse(id), funding, Month, DiscrepancyType.MissingInLedger, "f1-1", "", 500, "no payment", "",
        Town.Start, state, Resolution.None, "", "", null, "", null);

    public static PayoutBatch Payout(string id, Id<FundingAccount> funding) => new(
        Id<PayoutBatch>.Parse(id), funding, Town.Start, Town.Start, PayoutState.Exported, "li", Town.Start, "", 1, 1, 0,
        1, 0, new Money(500, Currency.Cny), "wang", Town.Start, Town.Start, "abc1");

    public static PayoutItem Payment(
        PayoutBatch batch, int institution, PayoutItemState state, Timestamp? ended) => new(
        batch.Id, Id<Programme>.Parse("p-wz"), Id<Institution>.Parse($"i-{institution}"), 1, institution,
        new Money(500, Currency.Cny), 0, 1, Bank, "zhao", state, "", ended);

    /// <summary>
    /// A statement of three lines: one in suspense, one of 40 in the adjustment by a match, and one that is not looked
    /// at yet.
    /// </summary>
    public static LedgerBatch Reconciled()
    {
        var funding = new FundingAccount(City, 1, Bank, Currency.Cny, 72);
        var statement = Statement("st-1", City, StatementState.Open, 3, 2, 960);
        var match = new Match(Id<Match>.Parse("m-1"), City, MatchKind.WriteOff, "resolution", 100, "a fee", -40,
            MatchState.Confirmed, "li", Town.Start, "wang", Town.Start, "", "");
        var (bank, suspense, adjustment) = (AccountId.Of(funding, AccountKind.Bank),
            AccountId.Of(funding, AccountKind.Suspense), AccountId.Of(funding, AccountKind.Adjustment));
        return Town.Batch(
            [
                Town.New(funding), Town.New(statement), Town.New(match),
                Town.New(Line("f1-1", statement, StatementLineState.Unmatched)),
                Town.New(Line("f1-2", statement, StatementLineState.Matched, -40, match.Id)),
                Town.New(Line("f1-3", statement, StatementLineState.Imported)),
                Town.New(new MatchPart(match.Id, MatchPartKind.Line, "f1-2", -40)),
            ],
            [
                new BalanceChange(bank, -460, null), new BalanceChange(suspense, 500, null),
                new BalanceChange(adjustment, -40, null),
            ],
            [
                Town.Transfer(JournalEvent.LineSuspended, "f1-1", bank, suspense, 500),
                Town.Transfer(JournalEvent.DifferenceAdjusted, "m-1", adjustment, bank, 40),
            ]);
    }

    private static Id<Period> Month => Id<Period>.Parse("f1.2026-11");
}
