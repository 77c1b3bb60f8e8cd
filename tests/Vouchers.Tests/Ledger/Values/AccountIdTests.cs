using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class AccountIdTests
{
    private const int Largest = (1 << 24) - 1;
    private static readonly Programme Programme = new World().Ledger.Row(World.Programme);
    private static readonly Institution Institution = new World().Ledger.Row(World.Institution);

    [TestCase(AccountKind.Appropriation, 1, 0, "p1/appropriation")]
    [TestCase(AccountKind.Available, Largest, 0, "p16777215/available")]
    [TestCase(AccountKind.Outstanding, 3, 0, "p3/outstanding")]
    [TestCase(AccountKind.Reserved, 3, 0, "p3/reserved")]
    [TestCase(AccountKind.Unearned, 1, 1, "p1/i1/unearned")]
    [TestCase(AccountKind.Payable, 3, 12, "p3/i12/payable")]
    [TestCase(AccountKind.Clearing, Largest, Largest, "p16777215/i16777215/clearing")]
    [TestCase(AccountKind.Paid, 1, Largest, "p1/i16777215/paid")]
    [TestCase(AccountKind.Receivable, Largest, 1, "p16777215/i1/receivable")]
    [TestCase(AccountKind.Bank, 0, 1, "f1/bank")]
    [TestCase(AccountKind.Suspense, 0, 12, "f12/suspense")]
    [TestCase(AccountKind.Adjustment, 0, Largest, "f16777215/adjustment")]
    public void FromPacked_EveryKind_RoundTrips(AccountKind kind, int programme, int second, string text)
    {
        var id = Make(kind, programme, second);
        var isFunding = programme == 0;
        Assert.That((id.Kind, id.Programme, id.Institution, id.Funding, id.ToString()),
            Is.EqualTo((kind, programme, isFunding ? 0 : second, isFunding ? second : 0, text)));
        Assert.That(AccountId.FromPacked(id.Packed), Is.EqualTo(id));
        Assert.That((AccountId.TryParse(text, out var read), read), Is.EqualTo((true, id)));
    }

    [Test]
    public void TryParse_NoAccount_IsRefused(
        [Values("", "/", "p3", "p/available", "p3/payable", "p3/i12/available", "p0/available", "p3/i0/payable",
            "p03/available", "p16777216/available", "q3/available", "p3/12", "f1/payable", "f1/f2/bank", "p3/Available",
            "p3/i12/payable/x", "i3/p12/payable")] string text) =>
        Assert.That(AccountId.TryParse(text, out _), Is.False);

    [Test]
    public void MayBeNegative_Debits_AreTheOnlyOnes() => Assert.That(
        Enum.GetValues<AccountKind>().Where(k => k != AccountKind.None)
            .Where(k => Make(k, 1, k < AccountKind.Unearned ? 0 : 1).MayBeNegative),
        Is.EqualTo(new[]
        {
            AccountKind.Appropriation, AccountKind.Receivable, AccountKind.Bank, AccountKind.Suspense,
            AccountKind.Adjustment,
        }));

    [TestCase(0, TestName = "FromPacked_Zero_Throws")]
    [TestCase(-1, TestName = "FromPacked_Negative_Throws")]
    [TestCase(1L << 32, TestName = "FromPacked_KindNone_Throws")]
    [TestCase((1L << 32) | 13, TestName = "FromPacked_KindUnknown_Throws")]
    [TestCase((1L << 32) | (1L << 8) | 10, TestName = "FromPacked_ProgrammeOnAFundingAccounts_Throws")]
    [TestCase(10, TestName = "FromPacked_NoFundingAccount_Throws")]
    [TestCase(2, TestName = "FromPacked_NoProgramme_Throws")]
    [TestCase((1L << 56) | 2, TestName = "FromPacked_ProgrammeBeyond24Bits_Throws")]
    [TestCase((1L << 32) | (1L << 8) | 2, TestName = "FromPacked_InstitutionOnAProgrammesAccount_Throws")]
    [TestCase((1L << 32) | 6, TestName = "FromPacked_NoInstitutionOnAnInstitutionsAccount_Throws")]
    public void FromPacked_NoAccount_Throws(long packed) =>
        Assert.That(() => AccountId.FromPacked(packed), Throws.TypeOf<FormatException>());

    [TestCase(0, 1)]
    [TestCase(-1, 1)]
    [TestCase(Largest + 1, 1)]
    [TestCase(1, 0)]
    [TestCase(1, -1)]
    [TestCase(1, Largest + 1)]
    public void Of_NumberOutOfRange_Throws(int programme, int institution) => Assert.That(
        () => Make(AccountKind.Payable, programme, institution), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Of_KindOfTheOtherLevel_Throws()
    {
        Assert.That(() => AccountId.Of(Programme, AccountKind.Payable), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => AccountId.Of(Programme, Institution, AccountKind.Available),
            Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => AccountId.Of(Programme, AccountKind.None), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static AccountId Make(AccountKind kind, int programme, int institution) => kind >= AccountKind.Bank
        ? AccountId.Of(new FundingAccount(Id<FundingAccount>.Parse("f"), institution, new("", "", ""), Currency.Cny, 0),
            kind)
        : kind >= AccountKind.Unearned
        ? AccountId.Of(Programme with { Number = programme }, Institution with { Number = institution }, kind)
        : AccountId.Of(Programme with { Number = programme }, kind);
}
