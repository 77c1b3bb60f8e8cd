namespace Vouchers.Cli.Import;

/// <summary>What a walk through the records is for.</summary>
internal enum SendMode
{
    /// <summary>Asks of each record whether it would be refused; changes nothing.</summary>
    Check = 0,

    /// <summary>Imports all of them; a refusal ends it.</summary>
    All = 1,

    /// <summary>Imports the good ones, and leaves out what is refused.</summary>
    Good = 2,
}
