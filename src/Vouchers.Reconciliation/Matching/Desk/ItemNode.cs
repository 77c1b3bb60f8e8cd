namespace Vouchers.Reconciliation;

/// <summary>Where a line or a payment has ended. It leaves <see cref="Open"/> once and never comes back.</summary>
internal enum Fate
{
    Open,
    Earlier,
    NotExpected,
    Matched,
    Suggested,
    Excepted,
}

/// <summary>A payment during one run: what lines say about it, and where it has ended.</summary>
internal sealed class ItemNode(ExpectedPayment payment)
{
    public ExpectedPayment Payment { get; } = payment;

    public string Id => Payment.Id;

    public long Amount => Payment.Amount.MinorUnits;

    public long Signed => Payment.Direction == BankDirection.Credit ? Amount : -Amount;

    public int Day { get; } = payment.ExecutionDate.DayNumber;

    /// <summary>The earliest day of a line that may be it without naming it.</summary>
    public int FirstDay { get; } = payment.NotBefore.DayNumber;

    public string Name => field ??= PayeeName.Normalise(Payment.PayeeName);

    public string Account => field ??= PayeeAccount.Normalise(Payment.PayeeAccount);

    public Fate Fate { get; set; }

    /// <summary>The match, of this run or earlier, that settled it: the same object for all that it settled.</summary>
    public PaymentMatch? Settlement { get; set; }

    /// <summary>Whether another payment has the same end-to-end id, so that the id names neither.</summary>
    public bool SharesId { get; set; }

    /// <summary>The lines of its direction and currency that name this payment alone; null for none.</summary>
    public List<NamingLine>? NamedBy { get; set; }

    /// <summary>The lines of the other direction that name it: its returns; null for none.</summary>
    public List<LineNode>? Opposite { get; set; }

    /// <summary>The first line that names it in another currency; null for none.</summary>
    public LineNode? OtherCurrency { get; set; }

    /// <summary>How many lines name it together with others.</summary>
    public int NamedAmongOthers { get; set; }

    /// <summary>The line that is alike in amount, payee and date, and whether there is more than one.</summary>
    public (LineNode? Line, bool HasRival) Alike { get; set; }

    /// <summary>The lines that suggest it; null for none.</summary>
    public List<string>? SuggestedBy { get; set; }

    /// <summary>Open, and no line names it: only such payments may be matched without being named.</summary>
    public bool IsFree => Fate == Fate.Open && !SharesId && NamedBy is null;
}

/// <summary>A line that names a payment, by its end-to-end id or else by a reference in its text.</summary>
internal readonly record struct NamingLine(LineNode Line, bool ById, string Text);
