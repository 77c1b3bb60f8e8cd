using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

public abstract partial class StoreContract<TDatabase>
{
    private AccountId Payable => AccountId.Of(Town.Programme, Town.Institution, AccountKind.Payable);

    [Test]
    public async Task Verify_EarnedByGateByForceMajeureAndUnearnedAgain_Holds()
    {
        var redeemed = await RedeemedAsync(3);
        await EarnAsync(redeemed[0], JournalEvent.RedemptionEarned);
        await EarnAsync(redeemed[1], JournalEvent.ForceMajeureEarned, Approved(redeemed[1]));
        await EarnAsync(redeemed[2], JournalEvent.RedemptionEarned);
        await BooksHoldAsync();

        var amount = redeemed[2].Amount.MinorUnits;
        await CommittedAsync(Town.Batch(
            [new RowWrite(redeemed[2], 2)],
            [new BalanceChange(Payable, -amount, null), new BalanceChange(Town.Unearned, amount, null)],
            [Town.Transfer(
                JournalEvent.RedemptionUnearned, redeemed[2].VoucherId.Value, Payable, Town.Unearned, amount)]));
        await BooksHoldAsync();
        await EarnAsync(redeemed[2], JournalEvent.RedemptionEarned, version: 3);
        await BooksHoldAsync();
    }

    // The money is where the rows say, but nothing says what earned it.
    [Test]
    public async Task Verify_OwedWithoutWhatEarnedIt_IsFound()
    {
        var redeemed = await RedeemedAsync(1);
        await EarnAsync(redeemed[0], JournalEvent.RedemptionRest);

        var report = await Store.VerifyAsync([], default);

        Assert.That(report.Checks.Where(c => c.Violations > 0).Select(c => c.Name), Is.EqualTo(["redemption-lines"]));
    }

    [Test]
    public async Task ForceMajeure_OfOneRedemption_StandsOnce_UnlessDeclined()
    {
        var redemption = Town.Redemption(Town.Voucher(1));
        var (asked, other) = (Approved(redemption), Approved(redemption) with { State = ForceMajeureState.Requested });
        await CommittedAsync(Town.Batch([Town.New(asked)]));

        await LostAsync(Town.Batch([Town.New(other)]));
        await CommittedAsync(Town.Batch([new RowWrite(asked with { State = ForceMajeureState.Declined }, 1)]));
        await CommittedAsync(Town.Batch([Town.New(other)]));

        var found = (await LoadAsync(Need.ForceMajeuresOf(Town.Institution.Id)))[0].Rows;
        Assert.That(found.Select(r => ((ForceMajeure)r.Row).State),
            Is.EquivalentTo([ForceMajeureState.Declined, ForceMajeureState.Requested]));
        Assert.That((await LoadAsync(Need.ForceMajeuresOf(Id<Institution>.Parse("none"))))[0].Rows, Is.Empty);
    }

    [Test]
    public async Task Remittance_OfForceMajeure_SaysWhy()
    {
        var item = ItemOf(1, PayoutItemState.Sent, 400_000, 2);
        var (excused, declined) = (PaidBy(item, 1, "b-1", 1), PaidBy(item, 2, "b-1", 2));
        await CommittedAsync(Town.Batch(
        [
            Town.New(Town.Session), Town.New(Town.Institution), Town.New(item), Town.New(excused), Town.New(declined),
            Town.New(Approved(excused)), Town.New(Approved(excused) with { State = ForceMajeureState.Declined }),
            Town.New(Approved(declined) with { State = ForceMajeureState.Declined }),
        ]));

        var lines = await Store.ListRemittanceAsync(item.Id, default);

        Assert.That(lines.Select(l => l.ForceMajeure), Is.EqualTo(["台风贝碧嘉", ""]));
    }

    private async Task<List<Redemption>> RedeemedAsync(int count)
    {
        await CommittedAsync(Town.Found());
        await CommittedAsync(Town.Issue([.. Enumerable.Range(1, count).Select(n => Town.Voucher(n))]));
        await CommittedAsync(Town.Redeem([.. Enumerable.Range(1, count).Select(n => (Town.Voucher(n), 1L))]));
        return [.. (await Store.ListAsync<Redemption>(RowQuery.All(10), default))
            .OrderBy(r => r.VoucherId.Value, StringComparer.Ordinal)];
    }

    private Task EarnAsync(Redemption redemption, JournalEvent by, ForceMajeure? asked = null, long version = 1)
    {
        var amount = redemption.Amount.MinorUnits;
        return CommittedAsync(Town.Batch(
            [
                new RowWrite(redemption with { State = RedemptionState.Earned, EarnedAt = Town.Start }, version),
                .. asked is null ? (RowWrite[])[] : [Town.New(asked)],
            ],
            [new BalanceChange(Town.Unearned, -amount, null), new BalanceChange(Payable, amount, null)],
            [Town.Transfer(by, redemption.VoucherId.Value, Town.Unearned, Payable, amount)]));
    }

    private static ForceMajeure Approved(Redemption redemption) => new(
        Id<ForceMajeure>.Of(Guid.CreateVersion7()), redemption.Id, redemption.ProgrammeId, redemption.InstitutionId,
        redemption.Amount, ForceMajeureState.Approved, "台风贝碧嘉", "qian", Town.Start, "zhao", Town.Start);
}
