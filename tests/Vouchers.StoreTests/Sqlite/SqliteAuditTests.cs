using Dapper;
using Microsoft.Data.Sqlite;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <summary>Edits the file behind the store's back, as a dishonest operator would, and expects to be caught.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SqliteAuditTests : IAsyncDisposable
{
    private readonly Town town = new();
    private readonly SqliteTestDatabase database = new();
    private ILedgerStore store = null!;

    [SetUp]
    public async Task FillAsync()
    {
        store = await database.OpenAsync();
        Enrolment[] enrolments =
        [
            .. Enumerable.Range(1, 2).Select(n => new Enrolment(
                town.Session.Id, Ids.Citizen(n), town.Institution.Id, EnrolmentState.Enrolled, Town.Start, 0, "", null,
                "", 0, null)),
        ];
        await CommitAsync(town.Found());
        await CommitAsync(Town.Batch(
            [.. enrolments.Select(Town.New), new RowWrite(town.Session with { Enrolled = 2 }, 1)]));
        await CommitAsync(town.Issue([.. Enumerable.Range(1, 4).Select(n => town.Voucher(n))]));
        await CommitAsync(town.Redeem((town.Voucher(1), 1), (town.Voucher(3), 1)));
        var third = (await store.FindAsync(Ids.Voucher(3), default))!;
        var redemption = (await store.FindAsync(third.RedemptionId!.Value, default))!;
        await CommitAsync(town.Void(third, 2, redemption, 1));
        await CommitAsync(town.Redeem((town.Voucher(3), 3)));
        await CommitAsync(Town.Batch(
            [new RowWrite(town.Voucher(4) with { Suspended = true }, 1)],
            journal:
            [
                new JournalRow(
                    new JournalLine(JournalEvent.VoucherSuspended, town.Voucher(4).Key), "officer:1", null, Town.Start),
            ]));
        await CommitAsync(BankBooks.Reconciled());
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await database.DisposeAsync();
    }

    [Test]
    public async Task Verify_NothingAltered_Holds()
    {
        var report = await store.VerifyAsync([], default);

        Assert.That(report.Checks.Where(c => c.Violations > 0), Is.Empty);
        Assert.That((report.Batches, report.Rows), Is.EqualTo((8L, 12L)));
    }

    // The rows of the journal: 1 funds, 2-5 issue, 6-7 redeem, 8 voids, 9 redeems again, 10 suspends;
    // 11 and 12 are a bank's lines.
    [TestCase("UPDATE journal SET amount = amount + 1 WHERE sequence = 6", "chain,balances,redemption-lines")]
    [TestCase("UPDATE journal SET amount = amount + 1 WHERE sequence = 2", "chain,balances")]
    [TestCase("UPDATE journal SET debit = 77 WHERE sequence = 6", "chain,balances")]
    [TestCase("UPDATE journal SET note = 'fine' WHERE sequence = 10", "chain")]
    [TestCase("UPDATE journal SET actor = 'nobody' WHERE sequence = 10", "chain")]
    [TestCase("UPDATE journal SET request_id = NULL WHERE sequence = 2", "chain")]
    [TestCase("UPDATE journal SET batch = 1 WHERE sequence = 2", "chain")]
    [TestCase("UPDATE journal SET lane = 9 WHERE sequence = 10", "chain")]
    [TestCase("DELETE FROM journal WHERE sequence = 10", "chain,voucher-states")]
    [TestCase("DELETE FROM journal WHERE sequence = 1", "chain,balances")]
    [TestCase(
        "INSERT INTO journal SELECT lane, 13, batch, event, subject, debit, credit, amount, actor, request_id, at, "
        + "note FROM journal WHERE sequence = 10", "chain,voucher-states")]
    [TestCase("DELETE FROM journal_batch WHERE number = 3", "chain")]
    [TestCase("DELETE FROM journal_batch WHERE number = 8", "chain")]
    [TestCase("UPDATE journal_batch SET at = at + 1 WHERE number = 3", "chain")]
    [TestCase("UPDATE journal_batch SET hash = zeroblob(32) WHERE number = 8", "chain")]
    [TestCase("UPDATE account SET balance = balance + 1 WHERE (id & 255) = 2", "balances,programme-sums")]
    [TestCase("UPDATE account SET balance = balance + 1 WHERE (id & 255) = 3", "balances,programme-sums,promised")]
    [TestCase("UPDATE account SET balance = balance + 1 WHERE (id & 255) = 5", "balances,programme-sums,owed")]
    [TestCase(
        "PRAGMA ignore_check_constraints = ON; UPDATE account SET balance = -1 WHERE (id & 255) = 2",
        "balances,not-below-zero,programme-sums")]
    [TestCase("DELETE FROM account WHERE (id & 255) = 5", "balances,programme-sums,owed")]
    [TestCase("UPDATE voucher SET state = 1 WHERE status_index = 1", "promised,voucher-states")]
    [TestCase("UPDATE voucher SET state = 5 WHERE status_index = 2", "promised,voucher-states")]
    [TestCase("UPDATE voucher SET suspended = 0 WHERE status_index = 4", "voucher-states")]
    [TestCase("UPDATE voucher SET face_minor = 1 WHERE status_index = 2", "promised")]
    [TestCase("UPDATE voucher SET redemption_id = NULL WHERE status_index = 1", "one-redemption")]
    [TestCase("UPDATE voucher SET programme_id = 'p-none' WHERE status_index = 2", "promised")]
    [TestCase("DELETE FROM voucher WHERE status_index = 2", "promised,voucher-states")]
    [TestCase("UPDATE redemption SET amount_minor = 1 WHERE state = 1", "owed,redemption-lines")]
    [TestCase("UPDATE redemption SET amount_minor = 1 WHERE state = 5", "redemption-lines")]
    [TestCase("UPDATE redemption SET state = 2 WHERE state = 1", "owed,redemption-lines")]
    [TestCase("UPDATE redemption SET state = 5 WHERE state = 1", "owed,one-redemption,redemption-lines")]
    [TestCase("DELETE FROM redemption WHERE state = 5", "redemption-lines")]
    [TestCase(
        "DROP INDEX redemption_unvoided; DROP INDEX redemption_training; "
        + "UPDATE redemption SET state = 1 WHERE state = 5",
        "owed,one-redemption,redemption-lines")]
    [TestCase("UPDATE statement SET unexplained = 0", "statement-lines")]
    [TestCase("UPDATE statement SET own_minor = own_minor + 1", "statement-lines")]
    [TestCase("UPDATE statement_line SET state = 6 WHERE id = 'f1-3'", "statement-lines")]
    [TestCase("UPDATE statement_line SET state = 6 WHERE id = 'f1-1'", "suspense,statement-lines")]
    [TestCase("DELETE FROM statement_line WHERE id = 'f1-3'", "statement-lines")]
    [TestCase("UPDATE match_part SET amount_minor = -41", "match-sums")]
    [TestCase("UPDATE match_part SET kind = 2", "match-sums")]
    [TestCase("DELETE FROM match_part", "match-sums")]
    [TestCase("UPDATE payment_match SET difference_minor = 0", "suspense,match-sums")]
    [TestCase("UPDATE payment_match SET state = 5", "suspense")]
    [TestCase("UPDATE account SET balance = balance + 1 WHERE (id & 255) = 11", "balances,bank-sums,suspense")]
    [TestCase("UPDATE session SET enrolled = 1", "seats")]
    [TestCase("UPDATE session SET capacity = 1", "seats")]
    [TestCase("UPDATE enrolment SET state = 5 WHERE citizen_id = 'c-00000001'", "seats")]
    public async Task Verify_DataAltered_IsFound(string sql, string broken)
    {
        Alter(sql);

        var report = await store.VerifyAsync([], default);

        var found = report.Checks.Where(c => c.Violations > 0).ToList();
        Assert.That(string.Join(',', found.Select(c => c.Name)), Is.EqualTo(broken));
        Assert.That(found.Select(c => c.FirstViolation), Is.All.Not.Empty);
    }

    [TestCase("UPDATE voucher SET suspended = 1 WHERE status_index = 4")]
    [TestCase(
        "INSERT INTO journal SELECT lane, 14, batch, event, subject, debit, credit, amount, actor, request_id, at, "
        + "note FROM journal WHERE sequence = 10")]
    public async Task Verify_HeldVoucherThatWasRevoked_HoldsUntilItIsAltered(string sql)
    {
        var held = (await store.FindAsync(Ids.Voucher(4), default))!;
        var face = held.Face.MinorUnits;
        await CommitAsync(Town.Batch(
            [new RowWrite(held with { State = VoucherState.Revoked, Suspended = false }, 2)],
            [new BalanceChange(town.Outstanding, -face, null), new BalanceChange(town.Available, face, null)],
            [Town.Transfer(JournalEvent.VoucherRevoked, held.Key, town.Outstanding, town.Available, face)]));
        Assert.That((await store.VerifyAsync([], default)).Checks.Where(c => c.Violations > 0), Is.Empty);

        Alter(sql);

        var found = (await store.VerifyAsync([], default)).Checks.Where(c => c.Violations > 0).Select(c => c.Name);
        Assert.That(found, Has.Member("voucher-states"));
    }

    private async Task CommitAsync(LedgerBatch batch)
    {
        await using var transaction = await store.BeginAsync(default);
        Assert.That(await transaction.CommitAsync(batch, default), Is.InstanceOf<CommitResult.Committed>());
    }

    private void Alter(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database.File};Pooling=false");
        Assert.That(connection.Execute(sql), Is.Positive, "The edit found nothing to edit.");
    }
}
