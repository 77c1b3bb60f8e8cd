using System.Text;
using System.Xml.Linq;
using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;

namespace Vouchers.Tests.Reconciliation.BankMessages;

/// <summary>A payment message as a bureau sends it, to be varied with <c>with</c>.</summary>
internal static class PaymentSample
{
    public static readonly PaymentItem Item = new()
    {
        EndToEndId = "V-000000101",
        Amount = new(250_000, Currency.Cny),
        Creditor = new("甲培训学校", new PaymentAccount.Other("6217000099990000001"), PaymentAgent.Cnaps("102333001014")),
        Remittance = "培训补贴 2026-03",
    };

    public static readonly PaymentBatch Batch = new()
    {
        BatchId = "PAY-20260314-01-1",
        ExecutionDate = new(2026, 3, 16),
        Debtor = new("示例市公共就业服务中心", new PaymentAccount.Other("6222000012345678901", "BBAN"),
            new PaymentAgent.Bic("ZZZZCNBJXXX")),
        Items = [Item, Item with { EndToEndId = "V-000000102", Amount = new(220_005, Currency.Cny) }],
    };

    public static readonly PaymentMessage Message = new()
    {
        MessageId = "PAY-20260314-01",
        CreatedAt = new(2026, 3, 14, 17, 5, 9, TimeSpan.FromHours(8)),
        InitiatingParty = "示例市公共就业服务中心",
        Batches = [Batch],
    };

    public static PaymentMessage With(params PaymentItem[] items) =>
        Message with { Batches = [Batch with { Items = [.. items] }] };

    public static PaymentFile.Written Written(PaymentFile file)
    {
        Assert.That(file, Is.InstanceOf<PaymentFile.Written>(),
            file is PaymentFile.Refused refused ? string.Join('\n', refused.Faults.Select(f => f.Message)) : "");
        return (PaymentFile.Written)file;
    }

    public static string TextOf(PaymentFile file) => Encoding.UTF8.GetString([.. Written(file).Content]);

    public static XElement XmlOf(PaymentMessage message) => XElement.Parse(TextOf(Pain001.Write(message)));

    /// <summary>The texts of all elements at a path of local names below the root.</summary>
    public static string[] At(XElement root, string path) =>
        [.. path.Split('/').Aggregate((IEnumerable<XElement>)[root],
            (found, name) => found.SelectMany(e => e.Elements(XName.Get(name, Pain001.Namespace))))
            .Select(e => e.Value)];
}
