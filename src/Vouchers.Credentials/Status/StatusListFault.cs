namespace Vouchers.Credentials;

/// <summary>Why a status list was refused, in the order of judging.</summary>
public enum StatusListFault
{
    /// <summary>No fault.</summary>
    None = 0,

    /// <summary>Longer than <see cref="PublishedStatusList.MaximumBytes"/>, or not of the agreed shape.</summary>
    Malformed,

    /// <summary>No trusted key for status lists signed it.</summary>
    NotTrusted,

    /// <summary>It inflates to more than <see cref="StatusList.MaximumSize"/> vouchers, or not at all.</summary>
    BadCompression,
}
