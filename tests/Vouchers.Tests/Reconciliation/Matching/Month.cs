using Vouchers.Ledger;
using Vouchers.Reconciliation;

namespace Vouchers.Tests.Reconciliation;

/// <summary>Something that happens in a month: what, and numbers that choose amount, payee and day.</summary>
internal readonly record struct Happening(string Kind, int Amount, int Payee, int Day);

/// <summary>
/// A month of payments and statement lines, told by happenings. It knows which line was made for which payments, so
/// that a false match can be told. With few <paramref name="amounts"/> and <paramref name="payees"/> many are alike.
/// </summary>
internal sealed class Month(int amounts, int payees)
{
    public static readonly string[] Kinds =
    [
        "paid", "in text", "batch by reference", "batch by count", "parts", "by payee", "short", "duplicate",
        "given back", "late return", "return", "unknown credit", "unknown debit", "missing", "timing", "rejected",
        "rejected and booked", "wrong payee", "same id twice", "claw-back", "other currency", "names two",
    ];

    public static readonly DateOnly First = new(2026, 3, 1);
    public static readonly DateOnly End = new(2026, 3, 31);
    private readonly HashSet<(string Line, string Item)> truth = [];
    private int next;

    public List<ExpectedPayment> Items { get; } = [];

    public List<BankLine> Lines { get; } = [];

    /// <summary>Whether the line was made for the payment.</summary>
    public bool IsTrue(string line, string item) => truth.Contains((line, item));

    public MatchingResult Run() => Reconciler.Match(Items, Lines, End);

    public void Add(Happening happening)
    {
        var number = next++;
        var item = ItemOf(happening, $"p-{number:0000000}");
        switch (happening.Kind)
        {
            case "batch by reference" or "batch by count" or "names two" or "same id twice":
                AddMany(happening, item);
                break;
            case "unknown credit" or "unknown debit":
                Lines.Add(Nobodys(item, happening.Kind == "unknown credit"));
                break;
            case "missing":
                Items.Add(item);
                break;
            case "timing":
                Items.Add(item with { ExecutionDate = End.AddDays(-happening.Day % 3) });
                break;
            case "rejected" or "rejected and booked":
                Items.Add(item with { State = ExpectedState.Rejected });
                if (happening.Kind != "rejected")
                    Lines.Add(LineOf(item, "a"));
                break;
            case "late return":
                Items.Add(item with { State = ExpectedState.Paid, MatchedWith = [$"before-{number}"] });
                Lines.Add(Back(item));
                break;
            default:
                AddOne(happening.Kind,
                    happening.Kind == "claw-back" ? item with { Direction = BankDirection.Credit } : item);
                break;
        }
    }

    private void AddOne(string kind, ExpectedPayment item)
    {
        Items.Add(item);
        var line = LineOf(item, "a");
        var half = new Money(item.Amount.MinorUnits / 2, item.Amount.Currency);
        Lines.AddRange(kind switch
        {
            "in text" => [line with { EndToEndId = "NOTPROVIDED", RemittanceText = $"/EREF/{item.EndToEndId} 培训补贴" }],
            "parts" => [line with { Amount = half }, line with { Id = Second(item), Amount = item.Amount - half }],
            "by payee" => [line with { EndToEndId = "", RemittanceText = "补贴" }],
            "short" => [line with { Amount = half }],
            "duplicate" => [line, line with { Id = Second(item) }],
            "given back" => [line, line with { Id = Second(item) }, Back(item)],
            "return" => [line, Back(item)],
            "wrong payee" => [line with { CounterpartyAccount = "6222000000000000000" }],
            "other currency" => [line with { Amount = new Money(line.Amount.MinorUnits, Currency.Parse("USD")) }],
            _ => [line],
        });
        truth.UnionWith([(line.Id, item.Id), (Second(item), item.Id)]);
    }

    private void AddMany(Happening happening, ExpectedPayment first)
    {
        var batch = $"PMT-{first.Id}";
        ExpectedPayment[] items = [.. Enumerable.Range(0, 2 + happening.Amount % 3).Select(n =>
            ItemOf(happening with { Amount = happening.Amount + n, Payee = happening.Payee + n },
                $"{first.Id}.{n}") with
            {
                BatchReference = happening.Kind.StartsWith("batch", StringComparison.Ordinal) ? batch : "",
            })];
        if (happening.Kind == "same id twice")
            items = [.. items.Select(i => i with { EndToEndId = first.EndToEndId })];
        Items.AddRange(items);
        if (happening.Kind == "same id twice")
        {
            Lines.AddRange(items.Select(i => LineOf(i, "a")));
            return;
        }

        var sum = items.Aggregate(new Money(0, Currency.Cny), (s, i) => s + i.Amount);
        var line = new BankLine($"l-{first.Id}", BankDirection.Debit, sum, first.ExecutionDate.AddDays(1));
        Lines.Add(happening.Kind switch
        {
            "names two" => line with { RemittanceText = string.Join(", ", items.Select(i => i.EndToEndId)) },
            "batch by reference" => line with { BatchReference = batch, TransactionCount = items.Length },
            _ => line with { TransactionCount = items.Length },
        });
        truth.UnionWith(items.Select(i => (line.Id, i.Id)));
    }

    private ExpectedPayment ItemOf(Happening happening, string id) =>
        new(id, BankDirection.Debit, new Money(10_000 + happening.Amount % amounts * 2_500, Currency.Cny),
            First.AddDays(happening.Day % 24))
        {
            EndToEndId = $"E2E-{id}",
            BatchReference = "",
            PayeeName = $"第{happening.Payee % payees}职业培训学校",
            PayeeAccount = $"62220212{happening.Payee % payees:00000000000}",
        };

    private static BankLine LineOf(ExpectedPayment item, string suffix) => new(
        $"l-{item.Id}-{suffix}", item.Direction, item.Amount, item.ExecutionDate.AddDays(item.Id[^1] % 3))
    {
        EndToEndId = item.EndToEndId,
        References = [$"BANK{item.Id}"],
        CounterpartyName = item.PayeeName,
        CounterpartyAccount = item.PayeeAccount,
    };

    private static string Second(ExpectedPayment item) => $"l-{item.Id}-b";

    private static BankLine Back(ExpectedPayment item) => LineOf(item, "r") with
    {
        Direction = BankDirection.Credit,
        BookingDate = item.ExecutionDate.AddDays(6),
        OriginalEndToEndId = item.EndToEndId,
        ReturnReason = "AC04",
    };

    // Rent, tax, grants: of parties that are no payees.
    private static BankLine Nobodys(ExpectedPayment item, bool credit) => LineOf(item, "n") with
    {
        Direction = credit ? BankDirection.Credit : BankDirection.Debit,
        EndToEndId = "",
        CounterpartyName = "City Treasury",
        CounterpartyAccount = "",
        RemittanceText = "2026-03 grant",
    };
}
