namespace Vouchers.Web.Pages.Console;

/// <summary>A change that asks only for its reason.</summary>
/// <param name="Handler">Which change.</param>
/// <param name="RequestId">The id made with the form.</param>
/// <param name="Button">What the button says.</param>
/// <param name="Typed">The reason as it was sent before; null where it was not.</param>
internal sealed record ReasonForm(string Handler, Guid RequestId, string Button, string? Typed)
{
    /// <summary>What the form's address says besides, e.g. <c>&amp;institution=vtc</c>.</summary>
    public string Filter { get; init; } = "";
}
