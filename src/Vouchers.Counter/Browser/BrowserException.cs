namespace Vouchers.Counter;

/// <summary>The browser would not: the disk is full, say, or it keeps nothing for this page.</summary>
internal sealed class BrowserException(string fault, Exception? cause = null) : Exception(fault, cause)
{
    /// <summary>The browser's name for what went wrong, e.g. QuotaExceededError.</summary>
    public string Fault => Message;
}
