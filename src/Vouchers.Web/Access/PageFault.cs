using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>A page that cannot be shown.</summary>
/// <param name="refusal">The rule that refused it; null where the ledger did not answer in time.</param>
internal sealed class PageFault(VoucherRefusal? refusal)
    : Exception(refusal?.ToString() ?? "The ledger did not answer in time.")
{
    public VoucherRefusal? Refusal { get; } = refusal;

    public int Status => Refusal?.Reason switch
    {
        null => StatusCodes.Status503ServiceUnavailable,
        RefusalReason.NotFound => StatusCodes.Status404NotFound,
        RefusalReason.NotPermitted or RefusalReason.OtherCitizen => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };
}

/// <summary>Shows in place of a page why it cannot be shown.</summary>
internal sealed class ProblemFilter : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not PageFault fault)
            return;
        context.ExceptionHandled = true;
        context.Result = new ViewResult
        {
            ViewName = "/Pages/Shared/Problem.cshtml", StatusCode = fault.Status,
            ViewData = new ViewDataDictionary<PageFault>(
                new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = fault },
        };
    }
}
