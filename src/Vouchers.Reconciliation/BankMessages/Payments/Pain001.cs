using System.Globalization;
using System.Text;
using System.Xml;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// Writes payment messages as ISO 20022 <c>pain.001.001.09</c> in UTF-8. Pure: the same message gives the same bytes.
/// </summary>
public static class Pain001
{
    /// <summary>The namespace of the written version.</summary>
    public const string Namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    /// <summary>Writes a message, or says all that the schema cannot hold.</summary>
    public static PaymentFile Write(PaymentMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var faults = PaymentCheck.FaultsOf(message);
        if (faults.Length > 0)
            return new PaymentFile.Refused(faults);
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings()))
            new Pain001Body(xml).Message(message);
        return PaymentFile.Of(bytes.ToArray(), PaymentTotals.Of(message));
    }

    private static XmlWriterSettings Settings() => new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };
}

/// <summary>The elements, in the order that the schema asks for.</summary>
internal sealed class Pain001Body(XmlWriter xml)
{
    public void Message(PaymentMessage message)
    {
        xml.WriteStartElement("Document", Pain001.Namespace);
        xml.WriteStartElement("CstmrCdtTrfInitn");
        xml.WriteStartElement("GrpHdr");
        Leaf("MsgId", message.MessageId);
        Leaf("CreDtTm", message.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        Totals(PaymentTotals.Of(message));
        xml.WriteStartElement("InitgPty");
        Leaf("Nm", PaymentText.Name(message.InitiatingParty));
        if (message.InitiatingPartyId is { } id)
            Nested(["Id", "OrgId", "Othr", "Id"], id);
        xml.WriteEndElement();
        xml.WriteEndElement();
        foreach (var batch in message.Batches)
            Batch(batch);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Batch(PaymentBatch batch)
    {
        xml.WriteStartElement("PmtInf");
        Leaf("PmtInfId", batch.BatchId);
        Leaf("PmtMtd", "TRF");
        if (batch.BatchBooking is { } together)
            Leaf("BtchBookg", together ? "true" : "false");
        Totals(PaymentTotals.Of(batch.Items));
        Nested(["ReqdExctnDt", "Dt"], batch.ExecutionDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Nested(["Dbtr", "Nm"], PaymentText.Name(batch.Debtor.Name));
        Account("DbtrAcct", batch.Debtor.Account);
        Agent("DbtrAgt", batch.Debtor.Agent!);
        if (batch.ChargeBearer is { } bearer)
            Leaf("ChrgBr", CodeOf(bearer));
        foreach (var item in batch.Items)
            Item(item);
        xml.WriteEndElement();
    }

    private void Item(PaymentItem item)
    {
        xml.WriteStartElement("CdtTrfTxInf");
        xml.WriteStartElement("PmtId");
        if (item.InstructionId is { } instruction)
            Leaf("InstrId", instruction);
        Leaf("EndToEndId", item.EndToEndId);
        xml.WriteEndElement();
        xml.WriteStartElement("Amt");
        xml.WriteStartElement("InstdAmt");
        xml.WriteAttributeString("Ccy", item.Amount.Currency.Code);
        xml.WriteString(AmountText.Format(item.Amount));
        xml.WriteEndElement();
        xml.WriteEndElement();
        if (item.Creditor.Agent is { } agent)
            Agent("CdtrAgt", agent);
        Nested(["Cdtr", "Nm"], PaymentText.Name(item.Creditor.Name));
        Account("CdtrAcct", item.Creditor.Account);
        if (item.Remittance is { } remittance)
            Nested(["RmtInf", "Ustrd"], remittance);
        xml.WriteEndElement();
    }

    private void Totals(PaymentTotals totals)
    {
        Leaf("NbOfTxs", totals.Count.ToString(CultureInfo.InvariantCulture));
        Leaf("CtrlSum", AmountText.Format(totals.Sum));
    }

    private void Account(string element, PaymentAccount account)
    {
        xml.WriteStartElement(element);
        xml.WriteStartElement("Id");
        if (account is PaymentAccount.Other other)
        {
            xml.WriteStartElement("Othr");
            Leaf("Id", other.Number);
            if (other.Scheme is { } scheme)
                Nested(["SchmeNm", "Cd"], scheme);
            xml.WriteEndElement();
        }
        else
        {
            Leaf("IBAN", account.Text);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Agent(string element, PaymentAgent agent)
    {
        xml.WriteStartElement(element);
        xml.WriteStartElement("FinInstnId");
        if (agent is PaymentAgent.ClearingMember member)
        {
            xml.WriteStartElement("ClrSysMmbId");
            Nested(["ClrSysId", "Cd"], member.System);
            Leaf("MmbId", member.Member);
            xml.WriteEndElement();
        }
        else
        {
            Leaf("BICFI", agent.Text);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Nested(ReadOnlySpan<string> path, string text)
    {
        foreach (var element in path[..^1])
            xml.WriteStartElement(element);
        Leaf(path[^1], text);
        foreach (var _ in path[..^1])
            xml.WriteEndElement();
    }

    private void Leaf(string element, string text) => xml.WriteElementString(element, text);

    private static string CodeOf(ChargeBearer bearer) => bearer switch
    {
        ChargeBearer.Shared => "SHAR",
        ChargeBearer.Debtor => "DEBT",
        ChargeBearer.Creditor => "CRED",
        ChargeBearer.ServiceLevel => "SLEV",
        _ => throw new InvalidOperationException($"There is no charge bearer {bearer}."),
    };
}
