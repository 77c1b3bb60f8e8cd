namespace Vouchers.Credentials;

/// <summary>Why a journal head was refused, in the order of judging.</summary>
public enum JournalHeadFault
{
    /// <summary>No fault.</summary>
    None = 0,

    /// <summary>Longer than <see cref="JournalHead.MaximumBytes"/>, or not of the agreed shape.</summary>
    Malformed,

    /// <summary>No trusted key for the journal signed it in its time.</summary>
    NotTrusted,
}
