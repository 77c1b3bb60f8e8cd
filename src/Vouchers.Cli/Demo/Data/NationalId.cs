using System.Globalization;

namespace Vouchers.Cli.Demo.Data;

/// <summary>
/// Synthetic national IDs: 18 characters with a right check character (GB 11643, ISO 7064 MOD 11-2), in a region
/// code that no place has. So they pass every check of shape and can belong to nobody.
/// </summary>
internal static class NationalId
{
    /// <summary>No division of China has a code that begins with 99.</summary>
    public const string Region = "990000";

    private const string CheckCharacters = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The ID of the n-th person born on a day, from 0 to 999.</summary>
    public static string Of(DateOnly born, int sequence)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{Region}{born:yyyyMMdd}{sequence:000}");
        return body + CheckOf(body);
    }

    public static bool IsValid(string id) =>
        id.Length == 18 && id[..17].All(char.IsAsciiDigit) && id[17] == CheckOf(id);

    private static char CheckOf(string id)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += (id[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11];
    }
}
