using Microsoft.AspNetCore.Razor.Hosting;
using NUnit.Framework;
using Vouchers.Web;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>No page is forgotten.</summary>
public sealed class PageTableTests
{
    [Test]
    public void Pages_AllOfThem_AreInTheTable()
    {
        var compiled = new RazorCompiledItemLoader().LoadItems(typeof(WebFaces).Assembly)
            .Where(item => item.Kind == "mvc.1.0.razor-page").Select(item => item.Identifier)
            .Select(path => path["/Pages".Length..^".cshtml".Length]);

        Assert.That(PageTable.All.Select(s => s.Page).Concat(PageTable.Unseen), Is.SupersetOf(compiled));
    }
}
