using NUnit.Framework;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>The officer's pages of the catalogue and of counters.</summary>
public sealed class CataloguePageTests : PageTests
{
    [TestCaseSource(typeof(PageTable), nameof(PageTable.Catalogue))]
    public Task Page_InEachLook_IsForEverybody(object sight) => LookAsync((Sight)sight);
}
