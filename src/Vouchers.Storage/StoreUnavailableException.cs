namespace Vouchers.Storage;

/// <summary>
/// The database cannot be used as things stand. The message is one or two sentences for an operator: what is
/// wrong, and what to do. It never holds a password.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    /// <inheritdoc cref="StoreUnavailableException"/>
    public StoreUnavailableException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
