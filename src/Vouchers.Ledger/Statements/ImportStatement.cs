namespace Vouchers.Ledger;

/// <summary>
/// Begins the import of a statement, whose file was read to its end before. The same file finds the same statement, so
/// that importing it twice changes nothing.
/// </summary>
/// <param name="Actor">Finance: who may not accept it where it does not tie.</param>
/// <param name="FundingAccountId">Whose statement it should be.</param>
/// <param name="FileHash">SHA-256 of the file: 64 lower-case hexadecimal digits.</param>
/// <param name="Ordinal">Its place in the file, from 1.</param>
/// <param name="AccountNumber">The account that the statement names; empty where it names none.</param>
/// <param name="BankId">The bank's id of it, at most 140 characters.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day; decides the month.</param>
/// <param name="OpeningMinorUnits">The balance before, or null.</param>
/// <param name="ClosingMinorUnits">The balance afterwards, or null.</param>
/// <param name="Currency">The currency that it names.</param>
/// <param name="Lines">How many booked lines it has.</param>
/// <param name="Verdict">Why it does not tie or cannot be checked; empty where it ties.</param>
public sealed record ImportStatement(
    Actor Actor,
    Id<FundingAccount> FundingAccountId,
    string FileHash,
    int Ordinal,
    string AccountNumber,
    string BankId,
    DateOnly From,
    DateOnly To,
    long? OpeningMinorUnits,
    long? ClosingMinorUnits,
    Currency Currency,
    int Lines,
    string Verdict) : Command<Statement>(Actor)
{
    /// <summary>The id that the statement has or gets.</summary>
    public Id<Statement> StatementId => Statement.IdOf(FundingAccountId, FileHash, Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(FundingAccountId);
        yield return Need.Of(StatementId);
        if (known.Peek(FundingAccountId) is { } funding)
            yield return Need.Of(Period.IdOf(funding, To));
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (FirstFault() is { } fault)
            return fault;
        if (Actor.Lacks(Role.Finance) is { } lacks)
            return lacks;
        if (state.Find(FundingAccountId) is not { } funding)
            return Refusal.NotFound(FundingAccountId);
        if (state.Find(StatementId) is { } earlier)
            return Accept(earlier, [], []);
        if (Currency != funding.Currency)
            return Refusal.Of(RefusalCode.CurrencyMismatch,
                $"The account '{funding.Id}' is in {funding.Currency}; the statement is in {Currency}.",
                ("currency", Currency.ToString()), ("expected", funding.Currency.ToString()));
        if (AccountNumber.Length > 0 && Plain(AccountNumber) != funding.Bank.AccountNumber)
            return Refusal.Of(RefusalCode.OtherFundingAccount,
                $"The statement is of account {AccountNumber}; '{funding.Id}' is {funding.Bank.MaskedNumber}.",
                ("funding_account", funding.Key));
        var id = Period.IdOf(funding, To);
        var period = state.Find(id) ?? Period.New(funding, To);
        if (period.Refuses() is { } closed)
            return closed;
        // A statement that does not name its account cannot be checked, whatever its sums are.
        var verdict = Verdict.Length == 0 && AccountNumber.Length == 0
            ? "The statement does not name its account."
            : Verdict;
        var statement = new Statement(StatementId, funding.Id, id, FileHash, Ordinal, BankId, From, To,
            OpeningMinorUnits, ClosingMinorUnits, Currency, Lines, 0, 0, 0, verdict, StatementState.Importing,
            Actor.Subject, now, "", null);
        // The period is written too: closing it at the same moment on another node fails on its version.
        return Accept(statement, [period, statement],
            [new(JournalEvent.StatementImported, statement.Key, Note: $"{From:yyyy-MM-dd} to {To:yyyy-MM-dd}")]);
    }

    /// <summary>An account number without the spaces and signs that banks write it with.</summary>
    public static string Plain(string number) =>
        string.Concat(number.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private Refusal? FirstFault()
    {
        if (FileHash.Length != 64 || !FileHash.All(char.IsAsciiHexDigitLower))
            return Refusal.Invalid("file_hash", "must be 64 lower-case hexadecimal digits");
        if (Ordinal < 1 || Lines < 0)
            return Refusal.Invalid("ordinal", "must be 1 or more, and the lines 0 or more");
        if (To < From)
            return Refusal.Invalid("to", $"must not be before {From:yyyy-MM-dd}, is {To:yyyy-MM-dd}");
        return BankId.Length > LineDetails.MaxId || Verdict.Length > Statement.MaxVerdict
            ? Refusal.Invalid("verdict", "the bank's id or the verdict is too long")
            : null;
    }
}
