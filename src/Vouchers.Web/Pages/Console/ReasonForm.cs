namespace Vouchers.Web.Pages.Console;

/// <summary>A change that asks only for its reason.</summary>
/// <param name="Handler">Which change.</param>
/// <param name="RequestId">The id made with the form.</param>
/// <param name="Button">What the button says.</param>
internal sealed record ReasonForm(string Handler, Guid RequestId, string Button);
