namespace Vouchers.Reconciliation;

/// <summary>The payments of one batch reference, direction and currency.</summary>
internal sealed class BatchNode(string reference, ItemNode first)
{
    public string Reference { get; } = reference;

    public List<ItemNode> Items { get; } = [first];

    /// <summary>The lines that stand for the batch, see <see cref="LineNode.IsBatchBooking"/>.</summary>
    public List<LineNode> Bookings { get; } = [];

    /// <summary>A batch of the same reference with another direction or currency.</summary>
    public BatchNode? Next { get; set; }

    /// <summary>Those that a sum can settle.</summary>
    public List<ItemNode> Free => Items.FindAll(i => i.IsFree);

    public bool Holds(ItemNode item) => Holds(item.Payment.Direction, item.Payment.Amount.Currency);

    public bool Holds(LineNode line) => Holds(line.Line.Direction, line.Line.Amount.Currency);

    private bool Holds(BankDirection direction, Ledger.Currency currency) =>
        Items[0].Payment.Direction == direction && Items[0].Payment.Amount.Currency == currency;
}
