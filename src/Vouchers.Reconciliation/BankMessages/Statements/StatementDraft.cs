using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>A statement while it is read: its header in whatever order it comes, its balances, its sums.</summary>
internal sealed class StatementDraft(string version, string? messageId)
{
    private readonly Dictionary<string, XmlPiece> fields = new(StringComparer.Ordinal);
    private readonly StatementBalances balances = new();
    private readonly BankNotes notes = new();

    public Tally Tally { get; } = new();

    public string? Account => AccountOf(fields.GetValueOrDefault("Acct")?["Id"]);

    public string? Owner => Field("Acct", "Ownr", "Nm");

    public string? StatementId => Field("Id");

    public Currency? AccountCurrency =>
        Currency.TryParse(Field("Acct", "Ccy"), out var currency) ? currency : balances.Currency;

    public static bool Wants(string element) => element is "Id" or "ElctrncSeqNb" or "LglSeqNb" or "CreDtTm" or "FrToDt"
        or "CpyDplctInd" or "StmtPgntn" or "Acct" or "Bal" or "TxsSummry";

    public void Take(XmlPiece piece)
    {
        if (piece.Name == "Bal")
            balances.Add(piece);
        else
            fields.TryAdd(piece.Name, piece);
        if (Tally.Entries > 0 && piece.Name is ("Acct" or "Id"))
        {
            notes.Add(BankNoteCode.OutOfOrder,
                $"<{piece.Name}> stands behind the entries, so that their fingerprints could not take it in.");
        }
    }

    public StatementHeader Header(BankNotes? remarks = null)
    {
        // Only the complete header's remarks are told; the first one would tell them twice.
        remarks ??= new BankNotes();
        return new()
        {
            Version = version,
            MessageId = messageId,
            StatementId = remarks.Fit(StatementId, BankNotes.Reference, "Stmt/Id"),
            SequenceNumber = remarks.Fit(Field("ElctrncSeqNb") ?? Field("LglSeqNb"), BankNotes.Reference, "SeqNb"),
            CreatedAt = remarks.Fit(Field("CreDtTm"), BankNotes.Reference, "CreDtTm"),
            From = DateAt("FrDtTm") ?? DateAt("FrDt"),
            To = DateAt("ToDtTm") ?? DateAt("ToDt"),
            Account = remarks.Fit(Account, BankNotes.Reference, "Acct/Id"),
            Currency = AccountCurrency,
            Owner = remarks.Fit(Owner, BankNotes.Name, "Acct/Ownr/Nm"),
            Servicer = remarks.Fit(AgentOf(fields.GetValueOrDefault("Acct")?["Svcr"]), BankNotes.Name, "Acct/Svcr"),
            Page = remarks.Fit(Field("StmtPgntn", "PgNb"), BankNotes.Reference, "PgNb"),
            IsLastPage = StatementWords.FlagOf(Field("StmtPgntn", "LastPgInd")),
            CopyOrDuplicate = remarks.Fit(Field("CpyDplctInd"), BankNotes.Reference, "CpyDplctInd"),
        };
    }

    public StatementEnd End()
    {
        var header = Header(notes);
        var currency = AccountCurrency ?? Tally.First;
        var (opening, closing) = (balances.Opening(currency), balances.Closing(currency));
        balances.NoteGap(currency, notes);
        if (Account is null)
            notes.Add(BankNoteCode.ElementMissing, "The statement does not name its account.");
        var judge = new StatementJudge(currency, Tally);
        judge.Entries();
        judge.Balance(opening, closing);
        if (currency is { } own)
            judge.Summary(StatementSummary.Of(fields.GetValueOrDefault("TxsSummry"), own));
        return new()
        {
            Header = header with { Currency = currency },
            Opening = opening.Amount,
            Closing = closing.Amount,
            ClosingDay = balances.ClosingDay,
            Entries = Tally.Entries,
            BookedEntries = Tally.Booked,
            BookedCredits = SumOf(currency, t => t.CreditSum),
            BookedDebits = SumOf(currency, t => t.DebitSum),
            Verdict = judge.Verdict,
            Notes = notes.ToImmutable(),
        };
    }

    /// <summary>The account's number without the spaces that people put into it.</summary>
    public static string? AccountOf(XmlPiece? id) =>
        (id?.TextAt("IBAN") ?? id?.TextAt("Othr", "Id") ?? id?.TextAt("BBAN") ?? id?.TextAt("PrtryAcct", "Id"))
            ?.Replace(" ", "", StringComparison.Ordinal);

    public static string? AgentOf(XmlPiece? agent) =>
        agent?["FinInstnId"] is { } bank
            ? bank.TextAt("BICFI") ?? bank.TextAt("BIC") ?? bank.TextAt("ClrSysMmbId", "MmbId")
                ?? bank.TextAt("Othr", "Id") ?? bank.TextAt("Nm")
            : null;

    private Money? SumOf(Currency? currency, Func<Totals, Int128> sum) =>
        currency is { } own && sum(Tally.BookedIn(own)) is var total && total <= StatementJudge.LargestSum
            ? new Money((long)total, own)
            : null;

    private string? Field(string name, params ReadOnlySpan<string> path) =>
        fields.GetValueOrDefault(name)?.TextAt(path);

    private DateOnly? DateAt(string end) =>
        StatementWords.TryDate(Field("FrToDt", end), out var date) ? date : null;
}
