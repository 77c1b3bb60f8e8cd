using System.Xml.Linq;

namespace Vouchers.Cli.Demo.Bank;

/// <summary>
/// A bank at the edge of the story. It knows nothing of the service but the file that it is handed, and answers with
/// files of its own, as a real one would.
/// </summary>
internal static class SimulatedBank
{
    private static readonly XNamespace Order = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private static readonly XNamespace Report = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10";

    /// <summary>Answers an order: one payment goes to an account that is closed, the others are carried out.</summary>
    /// <param name="order">The file, ISO 20022 <c>pain.001</c>.</param>
    /// <param name="at">When the bank answers.</param>
    /// <returns>The bank's report, ISO 20022 <c>pain.002</c>, and the payment that it refuses.</returns>
    public static (byte[] Report, string Refused) Answer(byte[] order, DateTimeOffset at)
    {
        using var stream = new MemoryStream(order);
        var asked = XDocument.Load(stream);
        var message = (string)asked.Descendants(Order + "GrpHdr").Single().Element(Order + "MsgId")!;
        var batch = (string)asked.Descendants(Order + "PmtInfId").Single();
        var payments = asked.Descendants(Order + "EndToEndId").Select(id => (string)id).ToArray();
        var refused = payments[payments.Length / 2];
        var report = new XElement(Report + "CstmrPmtStsRpt",
            new XElement(Report + "GrpHdr",
                new XElement(Report + "MsgId", $"STS-{message}"),
                new XElement(Report + "CreDtTm", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'",
                    System.Globalization.CultureInfo.InvariantCulture))),
            new XElement(Report + "OrgnlGrpInfAndSts",
                new XElement(Report + "OrgnlMsgId", message),
                new XElement(Report + "OrgnlMsgNmId", "pain.001.001.09"),
                new XElement(Report + "GrpSts", "PART")),
            new XElement(Report + "OrgnlPmtInfAndSts",
                new XElement(Report + "OrgnlPmtInfId", batch),
                new XElement(Report + "PmtInfSts", "PART"),
                payments.Select(payment => Status(payment, isRefused: payment == refused))));
        using var written = new MemoryStream();
        new XDocument(new XElement(Report + "Document", report)).Save(written);
        return (written.ToArray(), refused);
    }

    private static XElement Status(string payment, bool isRefused) => new(Report + "TxInfAndSts",
        new XElement(Report + "OrgnlEndToEndId", payment),
        new XElement(Report + "TxSts", isRefused ? "RJCT" : "ACSP"),
        isRefused
            ? new XElement(Report + "StsRsnInf",
                new XElement(Report + "Rsn", new XElement(Report + "Cd", "AC04")),
                new XElement(Report + "AddtlInf", "收款账户已销户"))
            : null);
}
