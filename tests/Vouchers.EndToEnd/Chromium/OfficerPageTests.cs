using NUnit.Framework;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>The officer's pages of programmes and holders.</summary>
public sealed class OfficerPageTests : PageTests
{
    [TestCaseSource(typeof(PageTable), nameof(PageTable.Officers))]
    public Task Page_InEachLook_IsForEverybody(object sight) => LookAsync((Sight)sight);
}
