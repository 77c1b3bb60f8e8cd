using System.Globalization;
using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>
/// The world of <see cref="World"/> with a finance office of four people, a funding account, and institutions whose
/// accounts are verified and have cooled off. Every step goes through <see cref="Do"/>, which asks after each one
/// whether the books still hold.
/// </summary>
internal sealed class PayoutWorld
{
    public static readonly Id<FundingAccount> City = Id<FundingAccount>.Parse("city-cny");
    public static readonly Id<Institution> College = World.Institution;
    public static readonly Id<Institution> School = Id<Institution>.Parse("school");
    public static readonly Id<Programme> Second = Id<Programme>.Parse("wz-second");
    public static readonly Actor Maker = Person("maker");
    public static readonly Actor Checker = Person("checker");
    public static readonly Actor Editor = Person("editor");
    public static readonly Actor Verifier = Person("verifier");

    /// <summary>What earns at once and limits nothing, so that a test says only what it is about.</summary>
    public static readonly ProgrammeRules Rules = World.Rules with
    {
        Vesting = Vesting.OnRedemption,
        MaxTrainingsPerYear = 0,
        SessionClosesHoursAfter = 24 * 366,
    };

    private readonly World world = new(Rules);
    private int citizens;

    public PayoutWorld()
    {
        AddProgramme(Second, Currency.Cny);
        AddInstitution(School);
        AddFunding(City, Currency.Cny);
        EnterAccount(College);
        EnterAccount(School);
        world.Pass(TimeSpan.FromHours(72));
    }

    public LedgerHarness Ledger => world.Ledger;

    public Timestamp Now => world.Now;

    public static Actor Person(string name) => new(name, Role.Finance);

    public static BankDetails Bank(string number) => new("职业学院", number, "103333006012");

    public static Money Cny(long fen) => new(fen, Currency.Cny);

    public void Pass(double hours) => world.Pass(TimeSpan.FromHours(hours));

    public Id<T> Draw<T>()
        where T : Entity => world.Draw<T>();

    /// <summary>Carries a command out that must be accepted, and judges the books.</summary>
    public TAnswer Do<TAnswer>(Command<TAnswer> command)
        where TAnswer : notnull
    {
        var answer = Ledger.Do(command);
        Assert.That(Invariants.FirstBroken(Ledger), Is.Null, $"after {command.GetType().Name}");
        return answer;
    }

    /// <summary>The code of a command that must be refused and change nothing.</summary>
    public RefusalCode Refuse(Command command)
    {
        var (rows, lines) = (Snapshot(), Ledger.Journal.Count);
        var refusal = Ledger.Refuse(command);
        Assert.That(Snapshot(), Is.EqualTo(rows));
        Assert.That(Ledger.Journal, Has.Count.EqualTo(lines));
        return refusal.Code;
    }

    /// <summary>Carries out a repeat, which must be accepted and change nothing.</summary>
    public void Repeat<TAnswer>(Command<TAnswer> command)
        where TAnswer : notnull
    {
        var (rows, lines) = (Snapshot(), Ledger.Journal.Count);
        Do(command);
        Assert.That(Snapshot(), Is.EqualTo(rows));
        Assert.That(Ledger.Journal, Has.Count.EqualTo(lines));
    }

    public void AddProgramme(Id<Programme> id, Currency currency)
    {
        Ledger.Do(new CreateProgramme(World.Officer, new Programme(id, 0, "Skills", SubsidyCategory.Entrepreneurship,
            currency, World.Start, World.Start + TimeSpan.FromDays(365), ProgrammeState.None, Rules)));
        Ledger.Do(new FundProgramme(World.Officer, id, new Money(10_000_000, currency), "grant"));
    }

    public void AddInstitution(Id<Institution> id)
    {
        var branch = Id<Branch>.Parse($"{id}-1");
        world.AddInstitution(id, branch, Id<Device>.Parse($"{id}-counter"));
        world.AddSession(SessionOf(id), World.Course, id, branch);
    }

    public void AddFunding(Id<FundingAccount> id, Currency currency) => Ledger.Do(new RegisterFundingAccount(
        World.Finance, id, Bank("622200001"), currency, FundingAccount.DefaultCoolingOffHours));

    public PayeeAccount EnterAccount(Id<Institution> institution, string number = "62220012345", Actor? editor = null)
    {
        Ledger.Do(new SetPayeeAccount(editor ?? Editor, institution, Bank(number)));
        return Ledger.Do(new VerifyPayeeAccount(Verifier, institution, number));
    }

    /// <summary>Somebody new redeems this much of a voucher.</summary>
    public Redemption Redeem(long fen, Id<Institution>? institution = null, Id<Programme>? programme = null) =>
        Do(Ready(fen, institution ?? College, programme ?? World.Programme).Redeem);

    /// <summary>Somebody new with a voucher at the counter.</summary>
    public (Enrolment Enrolment, RedeemVoucher Redeem) Ready(
        long fen, Id<Institution> institution, Id<Programme> programme)
    {
        var citizen = Id<Citizen>.Parse($"citizen-{++citizens}");
        world.AddCitizen(citizen, "rural");
        var enrolment = world.Enrol(citizen, SessionOf(institution));
        var voucher = Ledger.Do(
            new IssueVoucher(World.Officer, programme, citizen, "video", 3, world.DrawVoucher()));
        return (enrolment, new RedeemVoucher(World.Clerk with { Institution = institution }, Draw<Redemption>(),
            voucher.Id, enrolment.SessionId, World.Fresh(Now), new Money(fen, voucher.Face.Currency)));
    }

    public PayoutBatch Start(Actor? maker = null, Id<FundingAccount>? funding = null, Timestamp? cutOff = null) =>
        Do(new StartPayoutBatch(maker ?? Maker, funding ?? City, cutOff ?? Now, Now));

    /// <summary>One step of collecting, as the clock takes it.</summary>
    public CollectPayout NextStep(PayoutBatch batch, int size)
    {
        var payable = Ledger.All<Redemption>().Where(r => r.State == RedemptionState.Earned
            && string.CompareOrdinal(r.Key, batch.Cursor) > 0).Take(size).Select(r => r.Id).ToList();
        return new CollectPayout(Actor.Clock, batch.Id, batch.Cursor, payable, payable.Count < size);
    }

    public PayoutBatch Collect(PayoutBatch batch, int size = 2)
    {
        while (batch.State == PayoutState.Collecting)
            batch = Do(NextStep(batch, size));
        return batch;
    }

    public PayoutBatch Draft(Actor? maker = null) => Collect(Start(maker));

    public PayoutBatch Approve(PayoutBatch batch) => Do(new ApprovePayoutBatch(Checker, batch.Id));

    public PayoutBatch Export(PayoutBatch batch) => Do(new ExportPayoutBatch(Maker, batch.Id, "abc1"));

    /// <summary>A batch of all that is payable, on its way.</summary>
    public PayoutBatch Send() => Export(Approve(Draft()));

    /// <summary>A batch of all that is payable, with each payment on a statement.</summary>
    public PayoutBatch Pay()
    {
        var batch = Send();
        foreach (var item in Items(batch).Where(i => i.IsOpen))
            Settle(item);
        return Ledger.Row(batch.Id);
    }

    public PayoutItem Settle(PayoutItem item) => Do(new SettlePayoutItem(Maker, item.Id, "line 1"));

    /// <summary>The bank refuses it, and a person finds the account in order.</summary>
    public PayoutItem Reject(PayoutItem item) =>
        Released(Do(new RecordBankAnswer(Maker, item.Id, true, "AC04 closed")));

    /// <summary>It comes back, and a person finds the account in order.</summary>
    public PayoutItem Return(PayoutItem item) => Released(Do(new ReturnPayoutItem(Maker, item.Id, "AC04 line 2")));

    public PayoutBatch Cancel(PayoutBatch batch) => Do(new CancelPayoutBatch(Checker, batch.Id, "wrong day"));

    /// <summary>Asks for a redemption's money back, and lets it happen.</summary>
    public ClawBack ClawBack(Redemption redemption)
    {
        var asked = Do(new RequestClawBack(Maker, Draw<ClawBack>(), redemption.Id, "never held"));
        return Do(new DecideClawBack(Checker, asked.Id, true));
    }

    public List<PayoutItem> Items(PayoutBatch batch) =>
        [.. Ledger.All<PayoutItem>().Where(i => i.BatchId == batch.Id)];

    private PayoutItem Released(PayoutItem item)
    {
        Do(new HoldPayments(Maker, item.InstitutionId, ""));
        return item;
    }

    public PayoutItem OnlyItem(PayoutBatch batch) => Items(batch).Single();

    public RedemptionState StateOf(Redemption redemption) => Ledger.Row(redemption.Id).State;

    /// <summary>What one account of a programme with an institution holds.</summary>
    public long Balance(AccountKind kind, Id<Institution>? institution = null, Id<Programme>? programme = null) =>
        Ledger.Balance(AccountId.Of(Ledger.Row(programme ?? World.Programme), Ledger.Row(institution ?? College),
            kind));

    /// <summary>Payable, clearing, paid and receivable of the first programme with the college.</summary>
    public (long Payable, long Clearing, long Paid, long Receivable) Owed() => (Balance(AccountKind.Payable),
        Balance(AccountKind.Clearing), Balance(AccountKind.Paid), Balance(AccountKind.Receivable));

    public void SetRules(Func<ProgrammeRules, ProgrammeRules> change) => world.SetRules(change);

    private static Id<Session> SessionOf(Id<Institution> institution) => institution == College
        ? World.Session
        : Id<Session>.Parse(string.Create(CultureInfo.InvariantCulture, $"{institution}-june"));

    private List<string> Snapshot() =>
    [
        .. Ledger.All<Entity>().Select(r => $"{r}"),
        .. Ledger.Balances.OrderBy(b => b.Key.Packed).Select(b => $"{b.Key} {b.Value}"),
    ];
}
