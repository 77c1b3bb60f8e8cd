using NUnit.Framework;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>The pages of finance and of the auditor.</summary>
public sealed class FinancePageTests : PageTests
{
    [TestCaseSource(typeof(PageTable), nameof(PageTable.Finances))]
    public Task Page_InEachLook_IsForEverybody(object sight) => LookAsync((Sight)sight);
}
