using System.Text;
using System.Xml.Linq;

namespace Vouchers.EndToEnd.Service;

/// <summary>A bank's report on an order, ISO 20022 <c>pain.002</c>, payment by payment.</summary>
internal static class BankReport
{
    private static readonly XNamespace Space = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10";

    /// <summary>The report on an order as the service wrote it.</summary>
    /// <param name="order">The file, ISO 20022 <c>pain.001</c>.</param>
    /// <param name="told">Payments by their end-to-end ids, with a status and the reason's code and words.</param>
    public static byte[] On(byte[] order, params (string EndToEndId, string Status, string Code, string Text)[] told)
    {
        var (message, batch) = IdsOf(order);
        return Report(message, null, new XElement(Space + "OrgnlPmtInfAndSts",
            new XElement(Space + "OrgnlPmtInfId", batch),
            told.Select(t => Payment(t.EndToEndId, t.Status, t.Code.Length == 0
                ? null
                : new XElement(Space + "StsRsnInf",
                    new XElement(Space + "Rsn", new XElement(Space + "Cd", t.Code)),
                    new XElement(Space + "AddtlInf", t.Text))))));
    }

    /// <summary>The report on an order as a whole, which names payments of other orders besides.</summary>
    /// <param name="order">The file, ISO 20022 <c>pain.001</c>.</param>
    /// <param name="status">On the whole order.</param>
    /// <param name="strays">Payments by their end-to-end ids.</param>
    public static byte[] OnWhole(byte[] order, string status, params (string EndToEndId, string Status)[] strays) =>
        Report(IdsOf(order).Message, status, new XElement(Space + "OrgnlPmtInfAndSts",
            strays.Select(s => Payment(s.EndToEndId, s.Status, null))));

    private static (string Message, string Batch) IdsOf(byte[] order)
    {
        var asked = XDocument.Parse(Encoding.UTF8.GetString(order));
        var space = asked.Root!.Name.Namespace;
        return ((string)asked.Descendants(space + "MsgId").First(),
            (string)asked.Descendants(space + "PmtInfId").Single());
    }

    private static XElement Payment(string endToEndId, string status, XElement? reason) => new(
        Space + "TxInfAndSts",
        new XElement(Space + "OrgnlEndToEndId", endToEndId), new XElement(Space + "TxSts", status), reason);

    private static byte[] Report(string message, string? status, XElement payments) => Encoding.UTF8.GetBytes(
        new XElement(Space + "Document", new XElement(Space + "CstmrPmtStsRpt",
            new XElement(Space + "GrpHdr", new XElement(Space + "MsgId", "STS-1")),
            new XElement(Space + "OrgnlGrpInfAndSts",
                new XElement(Space + "OrgnlMsgId", message),
                new XElement(Space + "OrgnlMsgNmId", "pain.001.001.09"),
                status is null ? null : new XElement(Space + "GrpSts", status)),
            payments)).ToString());
}
