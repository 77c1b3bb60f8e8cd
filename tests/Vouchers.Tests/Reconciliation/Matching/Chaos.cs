using CsCheck;
using Vouchers.Ledger;
using Vouchers.Reconciliation;

namespace Vouchers.Tests.Reconciliation;

/// <summary>
/// Payments and lines whose every field is drawn from a handful of values, sense or no sense: ids that several have,
/// lines of no money, returns of returns, matches that cannot have been.
/// </summary>
internal static class Chaos
{
    private static readonly Gen<string> Ids = Gen.Frequency(
        (16, Gen.Const("")), (1, Gen.Const("NOTPROVIDED")), (12, Gen.Int[1, 12].Select(n => $"E2E-{n:00}")));

    private static readonly Gen<string> Batches = Gen.Frequency((4, ""), (2, "BATCH-1"), (2, "BATCH-2"));
    private static readonly Gen<string> Names = Gen.Frequency((2, ""), (2, "职业学院"), (2, "职业学校"), (1, "Workshop"));
    private static readonly Gen<string> Accounts = Gen.Frequency((3, ""), (2, "62220001"), (2, "62220002"));
    private static readonly Gen<BankDirection> Directions =
        Gen.Frequency((5, BankDirection.Debit), (1, BankDirection.Credit));

    private static readonly Gen<Money> Amounts = Gen.Select(
        Gen.Frequency((4, 100L), (4, 200L), (3, 300L), (1, 0L), (1, 98L)),
        Gen.Frequency((12, "CNY"), (1, "USD")), (minor, code) => new Money(minor, Currency.Parse(code)));

    private static readonly Gen<DateOnly> Days = Gen.Select(Gen.Int[0, 12], d => new DateOnly(2026, 3, 18).AddDays(d));

    private static readonly Gen<ExpectedPayment> Item = Gen.Select(
        Gen.Select(Directions, Amounts, Days, (d, a, t) => (d, a, t)), Ids, Gen.Select(Ids, Batches), Names, Accounts,
        Gen.Select(Gen.Frequency((9, ExpectedState.Sent), (1, ExpectedState.Paid), (1, ExpectedState.Returned),
            (1, ExpectedState.Rejected)), Gen.Frequency((9, -1), (1, 0), (1, 1), (1, 99))),
        (head, id, references, name, account, before) =>
            new ExpectedPayment("", head.d, head.a, head.t)
            {
                EndToEndId = id,
                Reference = references.Item1,
                BatchReference = references.Item2,
                PayeeName = name,
                PayeeAccount = account,
                State = before.Item1,
                MatchedWith = before.Item2 < 0 ? [] : [$"l{before.Item2:00}"],
            });

    private static readonly Gen<BankLine> Line = Gen.Select(
        Gen.Select(Directions, Amounts, Days, (d, a, t) => (d, a, t)), Ids, Gen.Select(Ids, Ids, Batches), Names,
        Accounts, Gen.Select(Gen.Frequency((12, ""), (1, "AC04")), Gen.Frequency((12, false), (1, true)),
            Gen.Frequency((14, ""), (1, "E2E-01"), (1, "E2E-02")), Gen.Frequency((6, 0), (1, 1), (2, 2), (1, 3))),
        (head, id, text, name, account, marks) => new BankLine("", head.d, head.a, head.t)
        {
            EndToEndId = id,
            RemittanceText = $"{text.Item1} {text.Item2}",
            BatchReference = text.Item3,
            CounterpartyName = name,
            CounterpartyAccount = account,
            ReturnReason = marks.Item1,
            IsReversal = marks.Item2,
            OriginalEndToEndId = marks.Item3,
            TransactionCount = marks.Item4,
        });

    public static readonly Gen<(ExpectedPayment[] Items, BankLine[] Lines)> Inputs = Gen.Select(
        Item.Array[0, 12], Line.Array[0, 12], (items, lines) => (
            items.Select((item, n) => item with { Id = $"p{n:00}" }).ToArray(),
            lines.Select((line, n) => line with { Id = $"l{n:00}" }).ToArray()));
}
