using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vouchers.Ledger;

namespace Vouchers.StoreTests;

/// <summary>
/// A small town: one programme, one institution with one session, and batches that do to vouchers what the rules
/// do, so that the books of a store that ran them hold.
/// </summary>
internal sealed class Town
{
    public static readonly Timestamp Start = new(1_790_000_000_000_000);

    public Town(string name = "wz")
    {
        Programme = new Programme(
            Id<Programme>.Parse($"p-{name}"), Number(name), "职业培训", SubsidyCategory.ProfessionalCourse, Currency.Cny,
            Start, Start + TimeSpan.FromDays(365), ProgrammeState.Active,
            new ProgrammeRules { TargetGroups = ["veterans", "rural-youths"] });
        Institution = new Institution(
            Id<Institution>.Parse($"i-{name}"), Number(name), "温州大学", InstitutionKind.University,
            Start + TimeSpan.FromDays(365), false);
        Session = new Session(
            Id<Session>.Parse($"s-{name}"), Id<Course>.Parse("video-1"), Institution.Id, Id<Branch>.Parse("b-1"),
            SessionKind.Training, Start, Start + TimeSpan.FromDays(3), 40, 0, false);
    }

    public Programme Programme { get; }

    public Institution Institution { get; }

    public Session Session { get; }

    public AccountId Appropriation => AccountId.Of(Programme, AccountKind.Appropriation);

    public AccountId Available => AccountId.Of(Programme, AccountKind.Available);

    public AccountId Outstanding => AccountId.Of(Programme, AccountKind.Outstanding);

    public AccountId Unearned => AccountId.Of(Programme, Institution, AccountKind.Unearned);

    /// <summary>The programme with its budget, the institution and the session.</summary>
    public LedgerBatch Found(long budget = 1_000_000_000) => Batch(
        [New(Programme), New(Institution), New(Session)],
        [new BalanceChange(Appropriation, -budget, null), new BalanceChange(Available, budget, null)],
        [Transfer(JournalEvent.ProgrammeFunded, Programme.Id.Value, Appropriation, Available, budget)]);

    /// <summary>Issues new vouchers, each with its credential, of 2,000.00 each.</summary>
    public LedgerBatch Issue(params IReadOnlyList<Voucher> vouchers)
    {
        var sum = vouchers.Sum(v => v.Face.MinorUnits);
        return Batch(
            [
                .. vouchers.Select(New),
                .. vouchers.Select(v => New(new VoucherCredential(
                    v.Id, SHA512.HashData(Encoding.UTF8.GetBytes(v.Key))))),
            ],
            [new BalanceChange(Available, -sum, null), new BalanceChange(Outstanding, sum, null)],
            [.. vouchers.Select(v =>
                Transfer(JournalEvent.VoucherIssued, v.Key, Available, Outstanding, v.Face.MinorUnits))]);
    }

    /// <summary>Redeems vouchers, each read at a version, at full face.</summary>
    public LedgerBatch Redeem(params IReadOnlyList<(Voucher Voucher, long Version)> vouchers)
    {
        var redemptions = vouchers.Select(v => Redemption(v.Voucher)).ToList();
        var sum = redemptions.Sum(r => r.Amount.MinorUnits);
        return Batch(
            [
                .. vouchers.Zip(redemptions, (v, r) => new RowWrite(
                    v.Voucher with
                    {
                        State = VoucherState.Redeemed,
                        SessionId = Session.Id,
                        InstitutionId = Institution.Id,
                        RedemptionId = r.Id,
                        RedeemedAt = r.RedeemedAt,
                    },
                    v.Version)),
                .. redemptions.Select(New),
            ],
            [new BalanceChange(Outstanding, -sum, null), new BalanceChange(Unearned, sum, null)],
            [.. redemptions.Select(r => Transfer(
                JournalEvent.VoucherRedeemed, r.VoucherId.Value, Outstanding, Unearned, r.Amount.MinorUnits))]);
    }

    /// <summary>Takes a redemption back.</summary>
    public LedgerBatch Void(Voucher voucher, long voucherVersion, Redemption redemption, long redemptionVersion)
    {
        var amount = redemption.Amount.MinorUnits;
        return Batch(
            [
                new RowWrite(voucher with { State = VoucherState.Active, RedemptionId = null }, voucherVersion),
                new RowWrite(
                    redemption with { State = RedemptionState.Voided, VoidedAt = Start, VoidReason = "slip" },
                    redemptionVersion),
            ],
            [new BalanceChange(Unearned, -amount, null), new BalanceChange(Outstanding, amount, null)],
            [Transfer(JournalEvent.RedemptionVoided, voucher.Key, Unearned, Outstanding, amount)]);
    }

    public Voucher Voucher(int number, string group = "veterans") => new(
        Ids.Voucher(number), Programme.Id, Ids.Citizen(number), group, "video", 2, Yuan(2_000),
        Start, Start + TimeSpan.FromDays(90), VoucherState.Active, false, 7, number, 1_000_000 + number, 0, 0,
        null, null, null, null, null, null, null);

    public Redemption Redemption(Voucher voucher)
    {
        var id = Id<Redemption>.Of(Guid.CreateVersion7());
        return new Redemption(
            id, Ledger.Redemption.ReceiptOf(id), voucher.Id, voucher.CitizenId, Programme.Id, Institution.Id,
            Id<Branch>.Parse("b-1"), Id<Device>.Parse("d-1"), Session.Id, voucher.Face, voucher.Face,
            EvidenceKind.Presentation, Start, "device:d-1", RedemptionState.Confirmed, null, "", null,
            null);
    }

    public static Money Yuan(long yuan) => new(yuan * 100, Currency.Cny);

    public static RowWrite New(Entity row) => new(row, null);

    public static LedgerBatch Batch(
        IReadOnlyList<RowWrite> rows, IReadOnlyList<BalanceChange>? balances = null,
        IReadOnlyList<JournalRow>? journal = null, IReadOnlyList<StoredAnswer>? answers = null) =>
        new(Start, rows, balances ?? [], journal ?? [], answers ?? []);

    public static JournalRow Transfer(
        JournalEvent happened, string subject, AccountId debit, AccountId credit, long amount) =>
        new(new JournalLine(happened, subject, debit, credit, amount), "officer:1", Guid.CreateVersion7(), Start);

    public static StoredAnswer Answer(Guid request, byte value = 1, Timestamp? at = null) => new(
        request, SHA256.HashData([value]).AsMemory(0, 16), value % 2 == 0, new byte[] { value, 0, 255 }, at ?? Start);

    private static int Number(string name) => 1 + name.Sum(c => c) % 1_000;
}

/// <summary>Ids that sort as their numbers do.</summary>
internal static class Ids
{
    public static Id<Voucher> Voucher(int number) => Id<Voucher>.Parse($"v-{Padded(number)}");

    public static Id<Citizen> Citizen(int number) => Id<Citizen>.Parse($"c-{Padded(number)}");

    private static string Padded(int number) => number.ToString("d8", CultureInfo.InvariantCulture);
}
