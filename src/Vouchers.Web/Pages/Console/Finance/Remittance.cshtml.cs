using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;

namespace Vouchers.Web.Pages.Console;

/// <summary>Which receipts each payment of a batch is of, by branch; to print, or as a file.</summary>
internal sealed class RemittanceModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "institution")]
    public string? Institution { get; set; }

    /// <summary>Its id; of a batch an institution has one payment a programme.</summary>
    [BindProperty(SupportsGet = true, Name = "programme")]
    public string? Programme { get; set; }

    public IReadOnlyList<RemittanceAdvice> Advices { get; private set; } = [];

    public override async Task<IActionResult> OnGetAsync()
    {
        if (!WantsCsv)
            return await base.OnGetAsync();
        await LoadAsync();
        var file = new CsvFile(
            "payment", "institution_id", "programme_id", "branch_id", "receipt", "redeemed_at", "course_id",
            "session_id", "amount", "currency", "note");
        foreach (var (head, lines) in Advices)
        {
            var payment = head.Payment;
            foreach (var line in lines)
                file.Add(
                    payment.EndToEndId, payment.InstitutionId, payment.ProgrammeId, line.BranchId, line.Receipt,
                    line.RedeemedAt.ToDateTimeOffset().ToString("O"), line.CourseId, line.SessionId, line.Amount,
                    line.Amount.Currency, line.ForceMajeure);
            // Below zero, so that the amounts of a payment add up to what was paid.
            foreach (var taken in head.Deductions)
                file.Add(
                    payment.EndToEndId, payment.InstitutionId, payment.ProgrammeId, "",
                    taken.Receipt + taken.EndToEndId, "", "", "", taken.Amount.Negated(), taken.Amount.Currency,
                    taken.Reason);
        }

        return file.ToResult($"{Id}-remittance.csv");
    }

    protected override async Task LoadAsync() => Advices =
    [
        .. Ledger.Answered(await Client.RemittanceAsync(Id, Institution, cancellation: HttpContext.RequestAborted))
            .Where(a => Programme is not { Length: > 0 } only || a.Head.Payment.ProgrammeId == only),
    ];
}
