using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>A page that cannot be shown.</summary>
/// <param name="refusal">The rule that refused it; null where the ledger did not answer in time.</param>
internal sealed class PageFault(VoucherRefusal? refusal)
    : Exception(refusal?.ToString() ?? "The ledger did not answer in time.")
{
    /// <summary>The address of no page.</summary>
    public static PageFault NoSuchPage => new(new VoucherRefusal(
        RefusalReason.NotFound, "There is no page at this address.", new Dictionary<string, string>()));

    public VoucherRefusal? Refusal { get; } = refusal;

    public int Status => Refusal?.Reason switch
    {
        null => StatusCodes.Status503ServiceUnavailable,
        RefusalReason.NotFound => StatusCodes.Status404NotFound,
        RefusalReason.NotPermitted or RefusalReason.OtherCitizen => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };

    /// <summary>The page that says so.</summary>
    public ViewResult ToResult() => new()
    {
        ViewName = "/Pages/Shared/Problem.cshtml", StatusCode = Status,
        ViewData = new ViewDataDictionary<PageFault>(
            new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = this },
    };

    /// <summary>Answers a request for the address of no page.</summary>
    public static Task AnswerNoSuchPageAsync(HttpContext context) => NoSuchPage.ToResult().ExecuteResultAsync(
        new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
}

/// <summary>Shows in place of a page why it cannot be shown.</summary>
internal sealed class ProblemFilter : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not PageFault fault)
            return;
        context.ExceptionHandled = true;
        context.Result = fault.ToResult();
    }
}

/// <summary>A step that a page does not have leads nowhere: the page would be shown without anything read.</summary>
internal sealed class UnknownStepFilter : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is null)
            context.Result = PageFault.NoSuchPage.ToResult();
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
