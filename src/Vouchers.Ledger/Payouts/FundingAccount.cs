using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>A bank account of the city from which institutions are paid.</summary>
/// <param name="Id">The account's id, chosen by the finance office.</param>
/// <param name="Number">Its number, from 1, as the accounts of the bank and of suspense use it.</param>
/// <param name="Bank">Where the bank keeps it.</param>
/// <param name="Currency">What it holds; a programme is paid from an account of its currency.</param>
/// <param name="CoolingOffHours">How long a changed account of an institution is not paid to.</param>
public sealed record FundingAccount(
    Id<FundingAccount> Id, int Number, BankDetails Bank, Currency Currency, int CoolingOffHours) : Entity
{
    /// <summary>The usual cooling-off time: three days.</summary>
    public const int DefaultCoolingOffHours = 72;

    /// <summary>The least: a day in which somebody can notice that an account was changed.</summary>
    public const int MinCoolingOffHours = 24;

    /// <inheritdoc/>
    public override string Key => Id.Value;
}

/// <summary>Registers an account from which institutions are paid.</summary>
/// <param name="Actor">Finance. One person alone must not be able to pay a changed account at once.</param>
/// <param name="Id">The account's id.</param>
/// <param name="Bank">Where the bank keeps it.</param>
/// <param name="Currency">What it holds.</param>
/// <param name="CoolingOffHours">How long a changed account of an institution is not paid to.</param>
/// <param name="LeastHours">The least that is taken; a service for trying things out takes 0.</param>
public sealed record RegisterFundingAccount(
    Actor Actor, Id<FundingAccount> Id, BankDetails Bank, Currency Currency, int CoolingOffHours,
    int LeastHours = FundingAccount.MinCoolingOffHours)
    : Command<FundingAccount>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        [Need.Of(Id), Need.Of(Counter.FundingAccounts)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Bank.FirstFault() is { } fault)
            return fault;
        if (CoolingOffHours < LeastHours || CoolingOffHours > 24 * 366)
            return Refusal.Invalid("cooling_off_hours", string.Create(
                CultureInfo.InvariantCulture, $"must be {LeastHours} to {24 * 366}, is {CoolingOffHours}"));
        if (Actor.Lacks(Role.Finance) is { } lacks)
            return lacks;
        if (state.Find(Id) is not null)
            return Refusal.AlreadyExists(Id);
        var counter = Counter.Next(state, Counter.FundingAccounts);
        var account = new FundingAccount(Id, checked((int)counter.Last), Bank, Currency, CoolingOffHours);
        return Accept(account, [account, counter],
            [new(JournalEvent.FundingAccountRegistered, account.Key, Note: Bank.MaskedNumber)]);
    }
}
