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
/// <param name="told">What is told in place of the refusal's own words.</param>
internal sealed class PageFault(VoucherRefusal? refusal, Func<Tongue, string>? told = null)
    : Exception(refusal?.ToString() ?? "The ledger did not answer in time.")
{
    /// <summary>The address of no page.</summary>
    public static PageFault NoSuchPage => new(new VoucherRefusal(
        RefusalReason.NotFound, "There is no page at this address.", new Dictionary<string, string>()));

    /// <summary>A form that came in no shape in which it can be read, or too large.</summary>
    public static PageFault UnreadableForm => new(
        new VoucherRefusal(
            RefusalReason.InvalidField, "The form cannot be read.", new Dictionary<string, string>()),
        t => t["收到的表单无法读取，没有做任何更改：文件或文字太大、项目太多，或者传输中断。请返回后改小再提交。",
            "The form that arrived cannot be read, and nothing was changed: a file or a text is too large, there are "
            + "too many fields, or the line broke. Go back, make it smaller and send it again."]);

    public VoucherRefusal? Refusal { get; } = refusal;

    public Func<Tongue, string>? Told { get; } = told;

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

/// <summary>An address of no page: an id of blanks, which would be bound as none, or a step that no page has.</summary>
internal sealed class PageAddressFilter : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
        if (context.RouteData.Values.Values.Any(value => value is string text && string.IsNullOrWhiteSpace(text)))
            throw PageFault.NoSuchPage;
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
