using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>The payout batches, the newest first, and a form for the next.</summary>
internal sealed class PayoutsModel(Ledger ledger) : ConsolePage(ledger)
{
    /// <summary>Its id.</summary>
    [BindProperty(Name = "account")]
    public string? Account { get; set; }

    [BindProperty(Name = "payOn")]
    public DateOnly? PayOn { get; set; }

    public IReadOnlyList<FundingAccount> Accounts { get; private set; } = [];

    public IReadOnlyList<PayoutBatch> Batches { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync() => await AfterAsync(
        await Client.Payouts.CreatePayoutBatchAsync(new()
        {
            RequestId = RequestId.ToString(), FundingAccountId = Account ?? "",
            PayOn = PayOn is { } day
                ? Timestamp.FromDateTime(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc))
                : null,
        }).AsOutcome(), made => $"/console/payouts/{made.Batch.Id}");

    protected override async Task LoadAsync()
    {
        Accounts = await AccountsAsync();
        Batches = [.. (await Ledger.AllAsync(
            token => Client.Payouts.ListPayoutBatchesAsync(new() { PageSize = 1_000, PageToken = token }),
            page => (page.Batches, page.NextPageToken))).OrderByDescending(b => b.MadeAt)];
    }
}
