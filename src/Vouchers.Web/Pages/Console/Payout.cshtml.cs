using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One payout batch: what it pays, and its steps to the bank.</summary>
internal sealed class PayoutModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    public PayoutBatch Batch { get; private set; } = new();

    public IReadOnlyList<PayoutItem> Items { get; private set; } = [];

    /// <summary>What the bank's report said; empty where none was imported now.</summary>
    public string Told { get; private set; } = "";

    /// <summary>What of the bank's report was not taken, and why: a sentence each.</summary>
    public IReadOnlyList<string> NotTaken { get; private set; } = [];

    public bool HasFile => Batch.ExportedAt is not null && Batch.State != PayoutBatch.Types.State.Cancelled;

    public async Task<IActionResult> OnPostApproveAsync() => await AfterAsync(
        await Client.Payouts.ApprovePayoutBatchAsync(
            new() { RequestId = RequestId.ToString(), BatchId = Id }).AsOutcome(), _ => Here);

    public async Task<IActionResult> OnPostExportAsync() => await AfterAsync(
        await Client.Payouts.ExportPayoutBatchAsync(
            new() { RequestId = RequestId.ToString(), BatchId = Id }).AsOutcome(), _ => Here);

    public async Task<IActionResult> OnPostCancelAsync() => await AfterAsync(
        await Client.Payouts.CancelPayoutBatchAsync(
            new() { RequestId = RequestId.ToString(), BatchId = Id, Reason = Reason ?? "" }).AsOutcome(), _ => Here);

    public async Task<IActionResult> OnPostReportAsync(IFormFile? file)
    {
        using var stream = file?.OpenReadStream() ?? Stream.Null;
        var outcome = await Client.Payouts.ImportPaymentStatusAsync(new()
        {
            RequestId = RequestId.ToString(),
            Content = await ByteString.FromStreamAsync(stream, HttpContext.RequestAborted),
        }).AsOutcome();
        if (outcome is not Outcome<ImportPaymentStatusResponse>.Ok taken)
            return await AfterAsync(outcome, _ => Here);
        var said = taken.Value;
        Told = T[$"银行受理 {said.Accepted} 笔，拒绝 {said.Rejected} 笔，未定 {said.Undecided} 笔，此前已知 {said.Unchanged} 笔。",
            $"The bank accepted {said.Accepted}, rejected {said.Rejected}, and has not decided {said.Undecided}; "
            + $"{said.Unchanged} were known before."];
        NotTaken =
        [
            .. said.Answers.Where(a => a.Refusal is not null).Select(a =>
                $"{a.EndToEndId} {a.Status}: {RefusalWords.Why(VoucherRefusal.From(a.Refusal), T)}"),
            .. said.Notes,
        ];
        RequestId = Client.NewRequestId();
        await LoadAsync();
        return Page();
    }

    protected override async Task LoadAsync()
    {
        Batch = (await Ledger.ReadAsync(Client.Payouts.GetPayoutBatchAsync(new() { BatchId = Id }))).Batch;
        Items = await Ledger.AllAsync(
            token => Client.Payouts.ListPayoutItemsAsync(new() { BatchId = Id, PageSize = 1_000, PageToken = token }),
            page => (page.Items, page.NextPageToken));
        await LoadInstitutionsAsync();
    }

    private string Here => $"/console/payouts/{Id}";
}
