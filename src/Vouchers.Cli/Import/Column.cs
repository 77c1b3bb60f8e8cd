namespace Vouchers.Cli.Import;

/// <summary>A column of a file to import.</summary>
/// <param name="Name">As the header writes it, in lower case.</param>
/// <param name="Meaning">For the help text.</param>
/// <param name="IsRequired">The header must have it.</param>
/// <param name="IsSecret">Its values must not be copied into a rejects file: a national ID, a full name.</param>
internal sealed record Column(string Name, string Meaning, bool IsRequired = true, bool IsSecret = false);
