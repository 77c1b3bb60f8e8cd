using System.Globalization;

namespace Vouchers.EndToEnd.Web;

/// <summary>A bank's statement of today as a spreadsheet, with the columns that most banks of the city use.</summary>
internal static class BankCsv
{
    /// <summary>A payment and a fee of ten yuan; the balance is wrong by some yuan where it is to be.</summary>
    public static string Of(string endToEndId, int offBy = 0)
    {
        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return "交易日期,借方,贷方,余额,对方户名,用途\n"
            + $"{day},1000.00,,99000.00,温州职业技术学院,{endToEndId}\n"
            + string.Create(CultureInfo.InvariantCulture, $"{day},10.00,,{98_990 + offBy}.00,,手续费\n");
    }
}
