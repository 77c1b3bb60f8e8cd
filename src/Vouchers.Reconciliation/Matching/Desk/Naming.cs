namespace Vouchers.Reconciliation;

/// <summary>
/// Which payments and batches each line names. It depends on the inputs alone, never on what was matched, so that a
/// second run that is told the matches of the first sees the same names.
/// </summary>
internal sealed class Naming
{
    private readonly Dictionary<string, ItemNode> ids = new(StringComparer.OrdinalIgnoreCase);

    // Null where several payments have the reference.
    private readonly Dictionary<string, ItemNode?> references = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, BatchNode> batches = new(StringComparer.OrdinalIgnoreCase);
    private readonly References inText;
    private HashSet<ItemNode> found = [];
    private readonly Desk desk;

    private Naming(Desk desk)
    {
        this.desk = desk;
        foreach (var item in desk.Items)
        {
            AddId(item);
            AddBatch(item);
            if (item.Payment.Reference is { Length: > 0 } reference && !references.TryAdd(reference, item))
                references[reference] = null;
        }

        inText = new References(ids, references, batches, desk.Options.ShortestReference);
    }

    public static void Run(Desk desk)
    {
        var naming = new Naming(desk);
        foreach (var line in desk.Lines)
        {
            if (line.Fate == Fate.Open && line.IsMarked)
                naming.NameReturned(line);
            else if (line.Fate == Fate.Open)
                naming.NamePaid(line);
        }
    }

    private static bool IsId(string id) =>
        id.Length > 0 && !id.Equals("NOTPROVIDED", StringComparison.OrdinalIgnoreCase);

    private void AddId(ItemNode item)
    {
        if (!IsId(item.Payment.EndToEndId) || ids.TryAdd(item.Payment.EndToEndId, item))
            return;
        item.SharesId = true;
        ids[item.Payment.EndToEndId].SharesId = true;
    }

    private void AddBatch(ItemNode item)
    {
        var reference = item.Payment.BatchReference;
        if (reference.Length == 0)
            return;
        var head = batches.GetValueOrDefault(reference);
        for (var batch = head; batch is not null; batch = batch.Next)
        {
            if (batch.Holds(item))
            {
                batch.Items.Add(item);
                return;
            }
        }

        batches[reference] = new BatchNode(reference, item) { Next = head };
        desk.Batches.Add(batches[reference]);
    }

    // The original id of a return comes first; many banks repeat it as the line's own, or only in its text.
    private void NameReturned(LineNode line)
    {
        foreach (var id in (ReadOnlySpan<string>)[line.Line.OriginalEndToEndId, line.Line.EndToEndId])
        {
            if (IsId(id) && ids.TryGetValue(id, out var item))
            {
                NameReturned(line, item);
                return;
            }
        }

        Find(line);
        if (found.Count == 1)
            NameReturned(line, found.First());
    }

    private static void NameReturned(LineNode line, ItemNode item)
    {
        line.SharedId = item.SharesId ? item.Payment.EndToEndId : null;
        if (item.SharesId)
            return;
        line.Named = item;
        if (item.Payment.Direction != line.Line.Direction && item.Payment.Amount.Currency == line.Line.Amount.Currency)
            (item.Opposite ??= []).Add(line);
    }

    private void NamePaid(LineNode line)
    {
        if (IsId(line.Line.EndToEndId) && ids.TryGetValue(line.Line.EndToEndId, out var item))
        {
            // Money that runs back under the id of a payment is its return, marked or not.
            if (item.Payment.Direction != line.Line.Direction)
                NameReturned(line, item);
            else
                NamePaid(line, item, byId: true);
            return;
        }

        var batch = Find(line);
        // What people write into a payment's text does not make it the return of another.
        found.RemoveWhere(i => i.Payment.Direction != line.Line.Direction);
        line.SharedId = found.Where(i => i.SharesId).Select(i => i.Payment.EndToEndId).Min(StringComparer.Ordinal);
        if (line.SharedId is not null)
            return;
        if (found.Count == 1)
            NamePaid(line, found.First(), byId: false);
        else if (found.Count > 1)
            NameSeveral(line);
        else
            NameBatch(line, batches.GetValueOrDefault(line.Line.BatchReference) ?? batch);
        // Of what comes in the payer chose the id.
        line.BearsOtherId = line.Line.Direction == BankDirection.Debit && IsId(line.Line.EndToEndId)
            && !line.NamesPayments && line.Batch is null && !batches.ContainsKey(line.Line.EndToEndId);
    }

    private static void NamePaid(LineNode line, ItemNode item, bool byId)
    {
        line.SharedId = item.SharesId ? item.Payment.EndToEndId : null;
        if (item.SharesId)
            return;
        line.Named = item;
        var text = IsId(item.Payment.EndToEndId) ? item.Payment.EndToEndId : item.Payment.Reference;
        if (item.Payment.Amount.Currency == line.Line.Amount.Currency)
            (item.NamedBy ??= []).Add(new NamingLine(line, byId, text));
        else
            item.OtherCurrency ??= line;
    }

    private void NameSeveral(LineNode line)
    {
        line.Several = [.. found.OrderBy(i => i.Id, StringComparer.Ordinal)];
        foreach (var item in line.Several)
            item.NamedAmongOthers++;
    }

    private static void NameBatch(LineNode line, BatchNode? batch)
    {
        for (; batch is not null; batch = batch.Next)
        {
            if (!batch.Holds(line))
                continue;
            line.Batch = batch;
            if (line.IsBatchBooking)
                batch.Bookings.Add(line);
            return;
        }
    }

    private BatchNode? Find(LineNode line)
    {
        // Clearing costs what the set once held; one long text must not slow down all lines after it.
        if (found.Count > 64)
            found = [];
        found.Clear();
        BatchNode? batch = null;
        inText.Find(line.Line.RemittanceText, found, ref batch);
        foreach (var reference in line.Line.References)
            inText.Find(reference, found, ref batch);
        return batch;
    }
}
