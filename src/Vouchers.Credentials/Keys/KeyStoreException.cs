namespace Vouchers.Credentials;

/// <summary>The key store cannot be used. The message is one sentence that says what to do about it.</summary>
public sealed class KeyStoreException : Exception
{
    public KeyStoreException(string message)
        : base(message)
    {
    }

    public KeyStoreException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
