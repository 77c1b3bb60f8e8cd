using System.Diagnostics;

namespace Vouchers.Service;

/// <summary>The id by which a call is found in the logs: the W3C trace id, or Kestrel's where there is none.</summary>
internal static class Traces
{
    public static string IdOf(HttpContext context) =>
        Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}
