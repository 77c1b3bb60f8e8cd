using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Whose an account is: accounts name their programme, institution and funding account by number.</summary>
internal sealed class AccountNames
{
    private readonly Dictionary<int, Programme> programmes;
    private readonly Dictionary<int, Institution> institutions;
    private readonly Dictionary<int, FundingAccount> fundings;

    private AccountNames(
        IEnumerable<Programme> programmes, IEnumerable<Institution> institutions,
        IEnumerable<FundingAccount> fundings) =>
        (this.programmes, this.institutions, this.fundings) = (
            programmes.ToDictionary(p => p.Number), institutions.ToDictionary(i => i.Number),
            fundings.ToDictionary(f => f.Number));

    /// <summary>Reads them after the accounts that they are to name: what has an account is there by then.</summary>
    public static async Task<AccountNames> ReadAsync(ILedgerStore store, CancellationToken cancellation) => new(
        await store.AllAsync<Programme>([], cancellation), await store.AllAsync<Institution>([], cancellation),
        await store.AllAsync<FundingAccount>([], cancellation));

    public bool Knows(Id<Programme> programme) => programmes.Values.Any(p => p.Id == programme);

    /// <summary>Null for what the bank moved on a funding account.</summary>
    public Id<Programme>? ProgrammeOf(AccountId account) =>
        account.Programme == 0 ? null : programmes[account.Programme].Id;

    /// <summary>Whose it is in words, with its number for whoever looks it up in the journal.</summary>
    public string Say(AccountId account)
    {
        var whose = account.Programme == 0
            ? $"funding account {fundings[account.Funding].Id}"
            : account.Institution == 0
                ? $"programme {programmes[account.Programme].Id}"
                : $"institution {institutions[account.Institution].Id} in programme {programmes[account.Programme].Id}";
        return $"{account.Kind.ToString().ToLowerInvariant()} of {whose} ({account})";
    }

    /// <summary>An amount of the account.</summary>
    public Money Amount(AccountId account, long minorUnits) => new(
        minorUnits, account.Programme == 0
            ? fundings[account.Funding].Currency
            : programmes[account.Programme].Currency);

    public V1.TrialBalanceAccount ToProto(TrialBalanceRow row)
    {
        var account = row.Account;
        var programme = account.Programme == 0 ? null : programmes[account.Programme];
        var institution = account.Institution == 0 ? null : institutions[account.Institution];
        var funding = account.Funding == 0 ? null : fundings[account.Funding];
        var balance = checked(row.CreditMinorUnits - row.DebitMinorUnits);
        V1.Money Of(long minorUnits) => Amount(account, minorUnits).ToProto();
        return new V1.TrialBalanceAccount
        {
            Account = account.ToString(),
            Kind = account.Kind.ToString().ToLowerInvariant(),
            ProgrammeId = programme?.Id.Value ?? "",
            ProgrammeTitle = programme?.Title ?? "",
            InstitutionId = institution?.Id.Value ?? "",
            InstitutionName = institution?.Name ?? "",
            FundingAccountId = funding?.Id.Value ?? "",
            Debits = Of(row.DebitMinorUnits),
            Credits = Of(row.CreditMinorUnits),
            DebitBalance = Of(Math.Max(0, -balance)),
            CreditBalance = Of(Math.Max(0, balance)),
        };
    }
}
