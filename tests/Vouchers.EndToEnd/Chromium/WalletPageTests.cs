using NUnit.Framework;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>The pages of everybody and of the citizen.</summary>
public sealed class WalletPageTests : PageTests
{
    [TestCaseSource(typeof(PageTable), nameof(PageTable.Citizens))]
    public Task Page_InEachLook_IsForEverybody(object sight) => LookAsync((Sight)sight);
}
