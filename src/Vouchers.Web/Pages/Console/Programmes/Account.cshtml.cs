using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One account of a programme, by institution where it is kept so, and what its amounts are made of.</summary>
internal sealed class AccountModel(Ledger ledger) : ConsolePage(ledger)
{
    private static readonly string[] Kinds =
    [
        "appropriation", "available", "outstanding", "reserved", "unearned", "payable", "clearing", "paid",
        "receivable",
    ];

    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string Kind { get; set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>Each with its amount as the programme's page has it, e.g. what was appropriated above zero.</summary>
    public IReadOnlyList<(Balance Account, Money Amount)> Rows { get; private set; } = [];

    /// <summary>Null where there is no row.</summary>
    public Money? Sum => Rows.Count == 0 ? null : new()
    {
        Currency = Rows[0].Amount.Currency, MinorUnits = Rows.Sum(r => r.Amount.MinorUnits),
    };

    /// <summary>The lists whose rows an amount is made of.</summary>
    public IEnumerable<(string Title, string Path)> PartsOf(Balance row)
    {
        var vouchers = $"/console/vouchers?programme={Id}&state=";
        var owner = $"programme={Id}&institution={row.InstitutionId}";
        var redemptions = $"/console/redemptions?{owner}&state=";
        var payments = $"/console/payments?{owner}&kind={Kind}";
        return Kind switch
        {
            "outstanding" => [(T["有效的券", "active vouchers"], vouchers + "Active"), Suspended],
            "reserved" => [(T["已预留的券", "reserved vouchers"], vouchers + "Reserved"), Suspended],
            "unearned" => [(T["待核验的核销", "redemptions not earned yet"], redemptions + "Confirmed")],
            "payable" =>
            [
                (T["应付的核销", "payable redemptions"], redemptions + "Earned"),
                (T["尚未送银行的付款", "payments not yet at the bank"], payments),
            ],
            "clearing" => [(T["在途的付款", "payments on their way"], payments)],
            "paid" =>
            [
                (T["已付的付款", "payments that left"], payments),
                (T["其后退还或误付的（追回）", "what was given back or undue since: claw-backs"],
                    $"/console/claw-backs?{owner}&all=true"),
            ],
            "receivable" => [(T["待收回的追回", "claw-backs to be given back"], $"/console/claw-backs?{owner}&open=true")],
            _ => [],
        };
    }

    protected override async Task LoadAsync()
    {
        if (!Kinds.Contains(Kind))
            throw PageFault.NoSuchPage;
        Title = (await Ledger.ReadAsync(
            Client.Programmes.GetProgrammeAsync(new() { ProgrammeId = Id }))).Programme.Title;
        Rows = [.. (await Ledger.ReadAsync(Client.Journal.ListBalancesAsync(new() { ProgrammeId = Id }))).Balances
            .Where(b => b.Kind == Kind).OrderByDescending(b => Math.Abs(b.Balance_.MinorUnits))
            .Select(b => (b, AsTold(b.Balance_)))];
        await LoadInstitutionsAsync();
    }

    // What the city gave and what it is owed are the two that the books keep below zero.
    private Money AsTold(Money balance) => Kind is "appropriation" or "receivable" ? balance.Negated() : balance;

    private (string, string) Suspended =>
        // Held ones count where they stood before, which the list does not tell.
        (T["部分暂停的券", "some of the vouchers on hold"], $"/console/vouchers?programme={Id}&state=Suspended");
}
