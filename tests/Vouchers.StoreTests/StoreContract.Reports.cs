using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

public abstract partial class StoreContract<TDatabase>
{
    private static readonly Timestamp Now = Town.Start + TimeSpan.FromDays(100);

    [Test]
    public async Task Remittance_GivesThePaymentsRedemptionsByBranchAndTime()
    {
        var item = ItemOf(1, PayoutItemState.Sent, 600_000, 3);
        await CommittedAsync(Town.Batch(
        [
            Town.New(Town.Session), Town.New(Town.Institution), Town.New(item),
            Town.New(new Branch(Id<Branch>.Parse("b-1"), Town.Institution.Id, "主校区", "")),
            Town.New(PaidBy(item, 1, "b-2", 0)), Town.New(PaidBy(item, 2, "b-1", 5)),
            Town.New(PaidBy(item, 3, "b-1", 4)),
            Town.New(PaidBy(ItemOf(2, PayoutItemState.Sent, 200_000, 1), 4, "b-1", 0)),
        ]));

        var lines = await Store.ListRemittanceAsync(item.Id, default);

        Assert.That(lines.Select(l => (l.VoucherId, l.BranchName)), Is.EqualTo(new[]
        {
            (Ids.Voucher(3), "主校区"), (Ids.Voucher(2), "主校区"), (Ids.Voucher(1), "b-2"),
        }));
        Assert.That(lines[0], Is.EqualTo(new RemittanceLine(
            lines[0].RedemptionId, Redemption.ReceiptOf(lines[0].RedemptionId), Ids.Voucher(3), Id<Branch>.Parse("b-1"),
            "主校区", Town.Session.Id, Town.Session.CourseId, Town.Session.CourseId.Value,
            Town.Start + TimeSpan.FromDays(4), 200_000, RedemptionState.InPayout, "")));
    }

    [TestCase(PayoutItemState.Rejected, JournalEvent.PayoutItemRejected)]
    [TestCase(PayoutItemState.Returned, JournalEvent.PayoutItemReturned)]
    [TestCase(PayoutItemState.GivenUp, JournalEvent.PayoutItemGivenUp)]
    public async Task Remittance_OfAPaymentThatCameToNothing_IsReadFromTheJournal(
        PayoutItemState state, JournalEvent end)
    {
        var (item, next) = (ItemOf(1, state, 400_000, 2), ItemOf(2, PayoutItemState.Pending, 200_000, 1));
        // The first was voided since and its voucher used again; the second is in another payment by now.
        var voided = PaidBy(item, 1, "b-1", 1) with
        {
            PayoutItemId = null, State = RedemptionState.Voided, VoidedAt = Now + TimeSpan.FromDays(1),
        };
        var again = PaidBy(item, 1, "b-1", 102) with { PayoutItemId = null, State = RedemptionState.Earned };
        var moved = PaidBy(next, 2, "b-1", 2);
        var batch = Town.Batch(
            [
                Town.New(Town.Session), Town.New(Town.Institution), Town.New(item), Town.New(next),
                Town.New(Town.Voucher(1)), Town.New(Town.Voucher(2)), Town.New(Town.Voucher(3)),
                Town.New(voided), Town.New(again), Town.New(moved),
                Town.New(PaidBy(ItemOf(3, PayoutItemState.Sent, 1, 1), 3, "b-1", 3)),
            ],
            journal:
            [
                Line(JournalEvent.PayoutUndone, Ids.Voucher(3).Value, "another payment"),
                Line(JournalEvent.PayoutUndone, Ids.Voucher(1).Value, item.Key),
                Line(JournalEvent.PayoutUndone, Ids.Voucher(2).Value, item.Key),
                Line(end, item.Key, "AC04"),
            ]);
        await CommittedAsync(batch);

        var lines = await Store.ListRemittanceAsync(item.Id, default);

        Assert.That(lines.Select(l => l.RedemptionId), Is.EqualTo(new[] { voided.Id, moved.Id }));
        Assert.That((await Store.ListRemittanceAsync(next.Id, default)).Select(l => l.RedemptionId),
            Is.EqualTo(new[] { moved.Id }));
    }

    [Test]
    public async Task Deductions_NameTheClawBackAndItsReceipt()
    {
        var (item, other) = (ItemOf(1, PayoutItemState.Pending, 1, 1), ItemOf(2, PayoutItemState.Pending, 1, 1));
        var redemption = Town.Redemption(Town.Voucher(1));
        var clawBack = ClawBackOf(redemption, 150_000, 1);
        var arrived = clawBack with { Id = Id<ClawBack>.Parse("z"), RedemptionId = null, PaymentId = other.Id };
        await CommittedAsync(Town.Batch(
        [
            Town.New(item), Town.New(other), Town.New(redemption), Town.New(clawBack),
            Town.New(arrived), Town.New(arrived with { Id = Id<ClawBack>.Parse("z2") }),
            Town.New(new Netting(item.BatchId, item.Id, clawBack.Id, 120_000)),
            Town.New(new Netting(other.BatchId, other.Id, clawBack.Id, 30_000)),
            Town.New(new Netting(item.BatchId, item.Id, arrived.Id, 5)),
        ]));

        Assert.That(await Store.ListDeductionsAsync(item.Id, default), Is.EqualTo(new RemittanceDeduction[]
        {
            new(clawBack.Id, redemption.Id, null, redemption.Receipt, redemption.VoucherId, "无人到课", 120_000),
            new(arrived.Id, null, other.Id, "", null, "无人到课", 5),
        }));
    }

    // The edges of the buckets: a whole day counts once it is over.
    [TestCase(0, 0)]
    [TestCase(7, 0)]
    [TestCase(8, 1)]
    [TestCase(30, 1)]
    [TestCase(31, 2)]
    [TestCase(60, 2)]
    [TestCase(61, 3)]
    [TestCase(90, 3)]
    [TestCase(91, 4)]
    public async Task Ageing_PutsEachDayIntoItsBucket(int days, int bucket)
    {
        var since = Now - TimeSpan.FromDays(days);
        await CommittedAsync(Town.Batch(
        [
            Town.New(EarnedAt(1, since)), Town.New(EarnedAt(2, since - TimeSpan.FromHours(23))),
        ]));

        Assert.That(await Store.ListAgeingAsync(Now, default), Is.EqualTo(new AgeingRow[]
        {
            new(AgeingKind.Payable, Town.Institution.Id, Currency.Cny, bucket, 2, 400_000),
        }));
    }

    [Test]
    public async Task Ageing_TellsWhatIsOwedAndTheAccountsOfIt()
    {
        var pending = ItemOf(1, PayoutItemState.Pending, 200_000, 1);
        var sent = ItemOf(2, PayoutItemState.Accepted, 500_000, 3) with { NettedMinorUnits = 100_000 };
        var paid = ItemOf(3, PayoutItemState.Paid, 700_000, 4);
        var clawed = Town.Redemption(Town.Voucher(9)) with { State = RedemptionState.ClawedBack };
        AccountId Of(AccountKind kind) => AccountId.Of(Town.Programme, Town.Institution, kind);
        await CommittedAsync(Town.Batch(
            [
                Town.New(Town.Programme), Town.New(Town.Institution), Town.New(pending), Town.New(sent),
                Town.New(paid), Town.New(BatchOf(2)), Town.New(clawed), Town.New(ClawBackOf(clawed, 200_000, 35)),
                Town.New(EarnedAt(1, Now)), Town.New(PaidBy(pending, 2, "b-1", 0)), Town.New(PaidBy(paid, 3, "b-1", 0)),
            ],
            [
                new BalanceChange(Of(AccountKind.Payable), 400_000, null),
                new BalanceChange(Of(AccountKind.Clearing), 400_000, null),
                new BalanceChange(Of(AccountKind.Receivable), -200_000, null),
                new BalanceChange(Of(AccountKind.Paid), 700_000, null),
            ]));

        AgeingRow Row(AgeingKind kind, int bucket, long count, long amount) =>
            new(kind, Town.Institution.Id, Currency.Cny, bucket, count, amount);
        Assert.That(await Store.ListAgeingAsync(Now, default), Is.EqualTo(new[]
        {
            Row(AgeingKind.Payable, 0, 1, 200_000), Row(AgeingKind.InBatch, 4, 1, 200_000),
            Row(AgeingKind.Clearing, 3, 1, 400_000), Row(AgeingKind.Receivable, 2, 1, 200_000),
            Row(AgeingKind.PayableAccount, 0, 0, 400_000), Row(AgeingKind.ClearingAccount, 0, 0, 400_000),
            Row(AgeingKind.ReceivableAccount, 0, 0, -200_000),
        }));
    }

    [Test]
    public async Task ProgrammeBalances_AddUpInstitutionsAndLeaveFundingAccountsOut()
    {
        var other = new Town("other");
        var funding = new FundingAccount(
            Id<FundingAccount>.Parse("city"), 1, new BankDetails("市财政", "12345", "102333000011"), Currency.Cny, 0);
        await CommittedAsync(Town.Batch(
            [
                Town.New(Town.Programme), Town.New(other.Programme), Town.New(Town.Institution),
                Town.New(other.Institution), Town.New(funding),
            ],
            [
                new BalanceChange(Town.Appropriation, -9, null), new BalanceChange(Town.Available, 4, null),
                new BalanceChange(Town.Unearned, 2, null),
                new BalanceChange(AccountId.Of(Town.Programme, other.Institution, AccountKind.Unearned), 3, null),
                new BalanceChange(other.Available, 5, null),
                new BalanceChange(AccountId.Of(funding, AccountKind.Suspense), 7, null),
            ]));

        Assert.That(await Store.ListProgrammeBalancesAsync(default), Is.EqualTo(new ProgrammeBalance[]
        {
            new(other.Programme.Id, AccountKind.Available, 5),
            new(Town.Programme.Id, AccountKind.Appropriation, -9), new(Town.Programme.Id, AccountKind.Available, 4),
            new(Town.Programme.Id, AccountKind.Unearned, 5),
        }));
    }

    [Test]
    public async Task TrialBalance_AddsUpTheJournalBeforeATime()
    {
        var late = Town.Transfer(JournalEvent.VoucherExpired, "v", Town.Outstanding, Town.Available, 50) with
        {
            At = Now,
        };
        await CommittedAsync(Town.Found(budget: 500_000));
        await CommittedAsync(Town.Issue(Town.Voucher(1)));
        await CommittedAsync(Town.Batch(
            [], [new BalanceChange(Town.Outstanding, -50, null), new BalanceChange(Town.Available, 50, null)], [late]));

        Assert.That(await Store.ListTrialBalanceAsync(Now, default), Is.EqualTo(new TrialBalanceRow[]
        {
            new(Town.Appropriation, 500_000, 0, -500_000), new(Town.Available, 200_000, 500_000, 300_050),
            new(Town.Outstanding, 0, 200_000, 199_950),
        }));
        var all = await Store.ListTrialBalanceAsync(new Timestamp(long.MaxValue), default);
        Assert.That(
            all.Select(r => r.CreditMinorUnits - r.DebitMinorUnits), Is.EqualTo(all.Select(r => r.KeptMinorUnits)));
        Assert.That(all.Sum(r => r.DebitMinorUnits), Is.EqualTo(all.Sum(r => r.CreditMinorUnits)));
    }

    private static JournalRow Line(JournalEvent happened, string subject, string note) =>
        new(new JournalLine(happened, subject, Note: note), "finance:1", null, Now);

    private static PayoutBatch BatchOf(int number) => new(
        Id<PayoutBatch>.Parse($"pay-{number}"), Id<FundingAccount>.Parse("city"), Town.Start, Town.Start,
        PayoutState.Exported, "ada", Town.Start, "", 1, 1, 0, 1, 0, Town.Yuan(1), "ben", Town.Start,
        Now - TimeSpan.FromDays(70), "");

    private PayoutItem ItemOf(int number, PayoutItemState state, long gross, int redemptions) => new(
        Id<PayoutBatch>.Parse($"pay-{number}"), Town.Programme.Id, Town.Institution.Id, Town.Programme.Number,
        Town.Institution.Number, new Money(gross, Currency.Cny), 0, redemptions,
        new BankDetails("温州大学", "12345", "102333000011"), "head", state, "", null);

    private Redemption PaidBy(PayoutItem item, int voucher, string branch, int day) =>
        Town.Redemption(Town.Voucher(voucher)) with
        {
            BranchId = Id<Branch>.Parse(branch), RedeemedAt = Town.Start + TimeSpan.FromDays(day),
            State = item.State == PayoutItemState.Paid ? RedemptionState.Paid : RedemptionState.InPayout,
            PayoutItemId = item.Id,
        };

    private Redemption EarnedAt(int voucher, Timestamp at) =>
        Town.Redemption(Town.Voucher(voucher)) with { State = RedemptionState.Earned, EarnedAt = at };

    private ClawBack ClawBackOf(Redemption redemption, long open, int days) => new(
        Id<ClawBack>.Of(Guid.CreateVersion7()), redemption.Id, null, Town.Programme.Id, Town.Institution.Id,
        redemption.Amount, open, 0, 0, ClawBackState.Open, "无人到课", "ada", Town.Start, "ben",
        Now - TimeSpan.FromDays(days));
}
