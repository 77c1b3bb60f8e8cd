namespace Vouchers.Reconciliation;

/// <summary>A bank line during one run: what it names, and where it has ended.</summary>
internal sealed class LineNode(BankLine line)
{
    public BankLine Line { get; } = line;

    public string Id => Line.Id;

    public long Amount => Line.Amount.MinorUnits;

    public long Signed => Line.Direction == BankDirection.Credit ? Amount : -Amount;

    public int Day { get; } = line.BookingDate.DayNumber;

    public string Name => field ??= PayeeName.Normalise(Line.CounterpartyName);

    public string Account => field ??= PayeeAccount.Normalise(Line.CounterpartyAccount);

    public Fate Fate { get; set; }

    /// <summary>Marked as a return or a reversal. Such a line is never an ordinary payment.</summary>
    public bool IsMarked { get; } =
        line.IsReversal || line.ReturnReason.Length > 0 || line.OriginalEndToEndId.Length > 0;

    /// <summary>The one payment that it names; null where it names none or several.</summary>
    public ItemNode? Named { get; set; }

    /// <summary>The several payments that it names; null where it names none or one.</summary>
    public ItemNode[]? Several { get; set; }

    /// <summary>The end-to-end id that it names and that several payments have; null for none.</summary>
    public string? SharedId { get; set; }

    /// <summary>The batch that it names, where it names no payment.</summary>
    public BatchNode? Batch { get; set; }

    /// <summary>The payment that is alike in amount, payee and date, and whether there is more than one.</summary>
    public (ItemNode? Item, bool HasRival) Alike { get; set; }

    /// <summary>A batch whose open payments sum up to it, by chance as far as anybody can tell.</summary>
    public BatchNode? ChanceBatch { get; set; }

    /// <summary>Says which payments it is for: then no rule may guess another.</summary>
    public bool NamesPayments => Named is not null || Several is not null || SharedId is not null;

    /// <summary>
    /// Names a batch and stands for it: says that it is for several transactions, or has no counterparty, as only the
    /// sum of payments to many has none.
    /// </summary>
    public bool IsBatchBooking => Batch is not null &&
        (Line.TransactionCount > 1 || (Line.CounterpartyName.Length == 0 && Line.CounterpartyAccount.Length == 0));

    /// <summary>Bears an end-to-end id that none of our payments has: whatever it is like, it says that it is another.</summary>
    public bool BearsOtherId { get; set; }

    /// <summary>Open, and free to be matched by amount and circumstances.</summary>
    public bool IsFree => Fate == Fate.Open && !IsMarked && !NamesPayments && !IsBatchBooking && !BearsOtherId;
}
