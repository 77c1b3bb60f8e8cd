using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;
using Resolution = Vouchers.V1.Discrepancy.Types.Resolution;

namespace Vouchers.Web.Pages.Console;

/// <summary>One discrepancy: the bank's side beside ours, and how two people resolve it.</summary>
internal sealed class DiscrepancyDetailModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    /// <summary>How the reader proposes to resolve it.</summary>
    [BindProperty(Name = "resolution")]
    public Resolution Chosen { get; set; }

    public Discrepancy Found { get; private set; } = new();

    public IReadOnlyList<StatementLine> Lines { get; private set; } = [];

    public IReadOnlyList<PayoutItem> Payments { get; private set; } = [];

    /// <summary>Of money that arrived for its payments without being due.</summary>
    public IReadOnlyList<ClawBack> ClawBacks { get; private set; } = [];

    /// <summary>What the reader may propose, and what it does.</summary>
    public IEnumerable<(Resolution Resolution, string Meaning)> Resolutions { get; private set; } = [];

    public async Task<IActionResult> OnPostProposeAsync() => await AfterAsync(
        await Client.Reconciliation.ProposeResolutionAsync(new()
        {
            RequestId = RequestId.ToString(), DiscrepancyId = Id, Resolution = Chosen, Reason = Reason ?? "",
        }).AsOutcome(), _ => Here);

    public Task<IActionResult> OnPostApproveAsync() => DecideAsync(isApproved: true);

    public Task<IActionResult> OnPostDeclineAsync() => DecideAsync(isApproved: false);

    public async Task<IActionResult> OnPostAssignAsync() => await AfterAsync(
        await Client.Reconciliation.AssignDiscrepancyAsync(new()
        {
            RequestId = RequestId.ToString(), DiscrepancyId = Id, Owner = Reader.Subject,
        }).AsOutcome(), _ => Here);

    protected override async Task LoadAsync()
    {
        var answer = await Ledger.ReadAsync(
            Client.Reconciliation.GetDiscrepancyAsync(new() { DiscrepancyId = Id }));
        (Found, Lines, Payments, ClawBacks) = (answer.Discrepancy, answer.Lines, answer.Payments, answer.ClawBacks);
        Resolutions = answer.Fitting.Select(r => (r, Meaning(r)));
    }

    private string Meaning(Resolution resolution) => resolution switch
    {
        Resolution.ManualMatch => T["流水就是该付款。", "The line is this payment after all."],
        Resolution.Adjustment => T["按实际入账结清付款，差额记入调整。",
            "The payment is settled; the difference goes to the adjustment."],
        Resolution.WriteOff => T["该流水不是我方付款，记入调整。", "The line is none of our payments and goes to the adjustment."],
        Resolution.ClawBack => T["款项确在机构，从其后续付款中扣回。",
            "The institution does have the money; its next payments take it off."],
        Resolution.RePay when ClawBacks.Count > 0 => T["款项由银行退回：已追回的不再欠款，已扣回的由下一笔付款补付。",
            "The money came back from the bank: of what had been clawed back nothing is owed any longer, and the next "
            + "payment adds what was taken off."],
        Resolution.RePay when Lines.Count > 0 => T["款项未到收款人，重新列为应付。",
            "The money did not arrive; what it paid for is payable again."],
        _ => T["款项未到收款人，重新列为应付。请先向银行核实：对账单上尚未出现的付款，重新支付可能付两次。",
            "The money did not arrive; what it paid for is payable again. Ask the bank first: no statement shows it yet, "
            + "and paid again it may be paid twice."],
    };

    private string Here => $"/console/reconciliation/{Id}";

    private async Task<IActionResult> DecideAsync(bool isApproved) => await AfterAsync(
        await Client.Reconciliation.DecideResolutionAsync(new()
        {
            RequestId = RequestId.ToString(), DiscrepancyId = Id, Approved = isApproved,
        }).AsOutcome(), _ => Here);
}
