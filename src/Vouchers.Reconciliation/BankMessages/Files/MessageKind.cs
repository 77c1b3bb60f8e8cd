namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Finds the message asked for, bare or in an envelope, and calls one of another kind by its name.</summary>
internal sealed class MessageKind(string element, string name, params string[] versions)
{
    public static readonly MessageKind Statement = new("BkToCstmrStmt", "an account statement (camt.053)",
        "camt.053.001.02", "camt.053.001.04", "camt.053.001.08");

    public static readonly MessageKind StatusReport = new("CstmrPmtStsRpt", "a payment status report (pain.002)",
        "pain.002.001.03", "pain.002.001.10");

    private const int VersionLength = 70;

    private static readonly Dictionary<string, string> Names = new()
    {
        [Statement.Element] = Statement.Name,
        [StatusReport.Element] = StatusReport.Name,
        ["BkToCstmrAcctRpt"] = "an intraday report (camt.052)",
        ["BkToCstmrDbtCdtNtfctn"] = "a debit or credit notification (camt.054)",
        ["CstmrCdtTrfInitn"] = "a payment order (pain.001)",
        ["CstmrDrctDbtInitn"] = "a direct debit order (pain.008)",
        ["FIToFIPmtStsRpt"] = "a status report between banks (pacs.002)",
    };

    private string Element { get; } = element;

    private string Name { get; } = name;

    /// <summary>Goes to the message's element; false where the file ends and one was found before.</summary>
    public async ValueTask<bool> FindAsync(BankXml xml, bool isFirst)
    {
        string? root = null;
        while (await xml.NextElementAsync().ConfigureAwait(false))
        {
            if (xml.Name == Element)
                return true;
            if (Names.TryGetValue(xml.Name, out var other))
            {
                throw xml.Fault(
                    BankFileFaultCode.WrongMessage, $"This is {other}, not {Name}; choose the other import.");
            }

            root ??= TextCut.Shorten(xml.Name);
        }

        return isFirst
            ? throw new BankFileException(BankFileFaultCode.WrongMessage,
                $"This XML is not {Name}: it begins with <{root}> and holds no <{Element}>.", 1, 1)
            : false;
    }

    /// <summary>The version by the namespace, e.g. <c>camt.053.001.08</c>; one that was not tried is noted.</summary>
    public string VersionOf(string xmlNamespace, BankNotes notes)
    {
        var version = TextCut.To(xmlNamespace[(xmlNamespace.LastIndexOf(':') + 1)..], VersionLength);
        if (!versions.Contains(version))
        {
            notes.Add(BankNoteCode.UnknownVersion,
                $"The version '{version}' is not one that was tried ({string.Join(", ", versions)}); "
                + "it was read by its elements' names.");
        }

        return version;
    }
}
