using System.Globalization;
using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>
/// The world of <see cref="World"/> with a funding account, payments on their way, and statements of its bank. Each
/// step that is done is followed by a look at the books.
/// </summary>
internal sealed class BankWorld
{
    public const string Number = "622200001";
    public static readonly Id<FundingAccount> City = Id<FundingAccount>.Parse("city-cny");
    public static readonly DateOnly Day = new(2026, 6, 10);
    public static readonly Actor Maker = new("maker", Role.Finance);
    public static readonly Actor Checker = new("checker", Role.Finance);
    private int citizens;
    private int drawn;

    public BankWorld()
    {
        World.SetRules(r => r with { Vesting = Vesting.OnRedemption, MaxTrainingsPerYear = 0 });
        World.Ledger.Change(World.Session,
            s => s with { Capacity = 10_000, EndsAt = s.EndsAt + TimeSpan.FromDays(300) });
        Do(new RegisterFundingAccount(Maker, City, Bank(Number), Currency.Cny, 0, LeastHours: 0));
        Do(new SetPayeeAccount(Maker, World.Institution, Bank("62220012345")));
        Do(new VerifyPayeeAccount(Checker, World.Institution, "62220012345"));
    }

    public World World { get; } = new();

    public LedgerHarness Ledger => World.Ledger;

    public FundingAccount Funding => Ledger.Row(City);

    public static BankDetails Bank(string number) => new("职业学院", number, "103333006012");

    /// <summary>Bank, suspense and adjustment of the funding account.</summary>
    public (long Bank, long Suspense, long Adjustment) Moved() => (Ledger.Balance(Of(AccountKind.Bank)),
        Ledger.Balance(Of(AccountKind.Suspense)), Ledger.Balance(Of(AccountKind.Adjustment)));

    /// <summary>Payable, clearing, paid and receivable of the programme with the institution.</summary>
    public (long Payable, long Clearing, long Paid, long Receivable) Owed() => (World.Balance(AccountKind.Payable),
        World.Balance(AccountKind.Clearing), World.Balance(AccountKind.Paid), World.Balance(AccountKind.Receivable));

    public AccountId Of(AccountKind kind) => AccountId.Of(Funding, kind);

    public TAnswer Do<TAnswer>(Command<TAnswer> command)
        where TAnswer : notnull
    {
        var answer = Ledger.Do(command);
        Assert.That(BankInvariants.FirstBroken(Ledger), Is.Null,
            $"after {command.GetType().Name}");
        return answer;
    }

    public RefusalCode Refuse(Command command) => Ledger.Refuse(command).Code;

    public Id<T> Draw<T>(string word)
        where T : Entity => Id<T>.Parse($"{word}-{++drawn}");

    public Redemption Redeem(long fen)
    {
        var citizen = Id<Citizen>.Parse($"b{++citizens}");
        World.AddCitizen(citizen, "rural");
        World.Enrol(citizen);
        return World.Redeem(World.Issue(citizen), World.Cny(fen));
    }

    /// <summary>A payment of one redemption of this much, handed to the bank.</summary>
    public PayoutItem Send(long fen)
    {
        Redeem(fen);
        return Send();
    }

    /// <summary>The payment of all that is payable, handed to the bank.</summary>
    public PayoutItem Send()
    {
        var batch = Draft();
        Do(new ApprovePayoutBatch(Checker, batch.Id));
        Do(new ExportPayoutBatch(Maker, batch.Id, "abc1"));
        return Ledger.All<PayoutItem>().Single(i => i.BatchId == batch.Id);
    }

    /// <summary>A batch of all that is payable.</summary>
    public PayoutBatch Draft() => Draft(City);

    /// <summary>A batch of all that is payable, from this account.</summary>
    public PayoutBatch Draft(Id<FundingAccount> from)
    {
        World.Pass(TimeSpan.FromSeconds(1));
        var batch = Do(new StartPayoutBatch(new Actor("drafter", Role.Finance), from, World.Now, World.Now));
        var payable = Ledger.All<Redemption>().Where(r => r.State == RedemptionState.Earned).Select(r => r.Id).ToList();
        return Do(new CollectPayout(Actor.Clock, batch.Id, "", payable, true)
        {
            Owed = [.. Ledger.All<ClawBack>().Select(c => c.Id)],
        });
    }

    /// <summary>Asks for a redemption's money back, and lets it happen.</summary>
    public ClawBack ClawBack(Redemption redemption)
    {
        var asked = Do(new RequestClawBack(Maker, Draw<ClawBack>("claw"), redemption.Id, "never held"));
        return Do(new DecideClawBack(Checker, asked.Id, true));
    }

    public static ImportStatement Import(int lines, string verdict = "", string file = "a", DateOnly? to = null) => new(
        Maker, City, Hash(file), 1, Number, "S-1", to ?? Day, to ?? Day, null, null, Currency.Cny, lines, verdict);

    public static string Hash(string file) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(file)));

    public static NewStatementLine New(string name, long amount) =>
        new(Hash(name)[..32], new LineDetails(amount, Day, null, "", "", "", 1, "", "", name, false, "", ""));

    /// <summary>A statement with lines of these amounts.</summary>
    public List<StatementLine> Book(params long[] amounts)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"file {++drawn}");
        var statement = Do(Import(amounts.Length, file: file));
        var lines = amounts.Select((a, i) => New($"{file} {i}", a)).ToList();
        Do(new AddStatementLines(Maker, statement.Id, 0, lines));
        return [.. lines.Select(l => Ledger.Row(StatementLine.IdOf(1, l.Fingerprint)))];
    }

    public FundingAccount Suspend(params IEnumerable<StatementLine> lines) => Do(
        new SuspendLines(Actor.Clock, City, [.. lines.Select(l => new UnmatchedLine(l.Id, false))]));

    public static MatchContent Pay(IEnumerable<StatementLine> lines, params IEnumerable<PayoutItem> items) =>
        new(MatchKind.Payment, [.. lines.Select(l => l.Id)], [.. items.Select(i => i.Id)], []);

    public static MatchContent Back(StatementLine line, PayoutItem item) =>
        new(MatchKind.Return, [line.Id], [item.Id], []);

    public Match Confirm(MatchContent content) => Do(
        new ConfirmMatch(Actor.Clock, Draw<Match>("match"), City, content, "end-to-end-id", 100, "the same id"));

    public Match Propose(MatchContent content) =>
        Do(new ProposeMatch(Maker, Draw<Match>("match"), City, content, "I asked the bank"));
}
