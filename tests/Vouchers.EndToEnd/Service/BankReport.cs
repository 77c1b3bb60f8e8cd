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
        var asked = XDocument.Parse(Encoding.UTF8.GetString(order));
        var space = asked.Root!.Name.Namespace;
        var message = (string)asked.Descendants(space + "MsgId").First();
        var batch = (string)asked.Descendants(space + "PmtInfId").Single();
        return Encoding.UTF8.GetBytes(new XElement(Space + "Document", new XElement(Space + "CstmrPmtStsRpt",
            new XElement(Space + "GrpHdr", new XElement(Space + "MsgId", "STS-1")),
            new XElement(Space + "OrgnlGrpInfAndSts",
                new XElement(Space + "OrgnlMsgId", message),
                new XElement(Space + "OrgnlMsgNmId", "pain.001.001.09")),
            new XElement(Space + "OrgnlPmtInfAndSts",
                new XElement(Space + "OrgnlPmtInfId", batch),
                told.Select(t => new XElement(Space + "TxInfAndSts",
                    new XElement(Space + "OrgnlEndToEndId", t.EndToEndId),
                    new XElement(Space + "TxSts", t.Status),
                    t.Code.Length == 0 ? null : new XElement(Space + "StsRsnInf",
                        new XElement(Space + "Rsn", new XElement(Space + "Cd", t.Code)),
                        new XElement(Space + "AddtlInf", t.Text))))))).ToString());
    }
}
