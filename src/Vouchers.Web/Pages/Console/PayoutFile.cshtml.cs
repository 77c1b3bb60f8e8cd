using Microsoft.AspNetCore.Mvc;
using Format = Vouchers.V1.DownloadPayoutFileRequest.Types.Format;

namespace Vouchers.Web.Pages.Console;

/// <summary>A batch's order for the bank, to keep as a file.</summary>
internal sealed class PayoutFileModel(Ledger ledger) : FacePage(ledger)
{
    public async Task<IActionResult> OnGetAsync(string id, string? format)
    {
        var isCsv = format == "csv";
        var outcome = await Ledger.Client.DownloadPayoutFileAsync(
            id, isCsv ? Format.Csv : Format.Pain001, HttpContext.RequestAborted);
        return outcome.Match(
            content => File(content, isCsv ? "text/csv; charset=utf-8" : "application/xml", $"{id}.{(isCsv ? "csv" : "xml")}"),
            refusal => throw new PageFault(refusal),
            trouble => throw new PageFault(null));
    }
}
