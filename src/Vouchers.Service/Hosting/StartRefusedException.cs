namespace Vouchers.Service;

/// <summary>
/// The service cannot start as it is configured. The message is one sentence or two for the person at the
/// terminal: what is wrong and what to do. It is shown without a stack trace.
/// </summary>
public sealed class StartRefusedException : Exception
{
    /// <summary>With no message; present because exceptions have it by convention.</summary>
    public StartRefusedException()
    {
    }

    /// <summary>With the sentence to show.</summary>
    public StartRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence to show and what led to it.</summary>
    public StartRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
