using System.Globalization;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Data;

/// <summary>Invented bank accounts: of the city's treasury and of each institution.</summary>
internal static class BankAccounts
{
    public const string Treasury = "treasury";

    // Twelve digits each, in the form of the clearing system's numbers; the branches are invented.
    private static readonly string[] BankCodes =
        ["102333900011", "103333900028", "104333900035", "105333900042", "402333900059"];

    public static BankDetails OfTreasury => new()
    {
        HolderName = "温州市人力资源和社会保障局（演示）",
        AccountNumber = "33001620000050000001",
        BankCode = BankCodes[0],
    };

    /// <summary>The account of the n-th institution.</summary>
    public static BankDetails Of(Institution institution, int n) => new()
    {
        HolderName = institution.Name,
        AccountNumber = string.Create(CultureInfo.InvariantCulture, $"3300162000006{n + 1:0000000}"),
        BankCode = BankCodes[n % BankCodes.Length],
    };

    /// <summary>Where a thief would like the money.</summary>
    public static BankDetails Another(BankDetails real) => new()
    {
        HolderName = real.HolderName, AccountNumber = "62220812050009999999", BankCode = BankCodes[^1],
    };
}
