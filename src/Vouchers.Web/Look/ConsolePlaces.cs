using Microsoft.AspNetCore.Http;

namespace Vouchers.Web;

/// <summary>A page of the console that the navigation names.</summary>
internal sealed record ConsolePlace(string Path, string Title);

/// <summary>Pages that belong together; the first one is where the group's name leads.</summary>
internal sealed record ConsoleGroup(string Title, IReadOnlyList<ConsolePlace> Places);

/// <summary>What the console's navigation offers whom: what the ledger would refuse to show is left out.</summary>
internal static class ConsolePlaces
{
    public static IReadOnlyList<ConsoleGroup> For(Reader reader, Tongue t)
    {
        var people = reader.IsOfficer || reader.IsAuditor;
        var bank = reader.IsFinance || reader.IsAuditor;
        ConsoleGroup[] all =
        [
            Group(t["总览", "Overview"], ("/console", t["总览", "Overview"], true)),
            Group(t["项目", "Programmes"], ("/console/programmes", t["项目", "Programmes"], true),
                ("/console/bulk-issues", t["批量发券", "Bulk issue"], people)),
            Group(t["培训券", "Vouchers"], ("/console/vouchers", t["培训券", "Vouchers"], true),
                ("/console/redemptions", t["核销", "Redemptions"], true),
                ("/console/citizens", t["市民", "Citizens"], people)),
            Group(t["机构", "Institutions"], ("/console/institutions", t["机构", "Institutions"], true),
                ("/console/sessions", t["班次", "Sessions"], true), ("/console/courses", t["课程", "Courses"], true),
                ("/console/agencies", t["评价机构", "Agencies"], true)),
            Group(t["柜台", "Counters"], ("/console/devices", t["设备", "Devices"], people),
                ("/console/offline", t["离线记录", "Offline records"], people)),
            Group(t["付款", "Payments"], ("/console/payouts", t["付款批次", "Payouts"], true),
                ("/console/payments", t["逐笔付款", "Payments"], true),
                ("/console/claw-backs", t["追回", "Claw-backs"], true),
                ("/console/force-majeure", t["不可抗力", "Force majeure"], true)),
            Group(t["银行", "Bank"], ("/console/statements", t["对账单", "Statements"], bank),
                ("/console/reconciliation", t["对账", "Reconciliation"], bank),
                ("/console/months", t["月结", "Months"], bank)),
            Group(t["账簿", "Books"], ("/console/reports", t["报表", "Reports"], true),
                ("/console/journal", t["台账", "Journal"], true)),
        ];
        return [.. all.Where(g => g.Places.Count > 0)];
    }

    /// <summary>Where a page stands.</summary>
    public static (ConsoleGroup? Group, ConsolePlace? Place) Here(IReadOnlyList<ConsoleGroup> groups, PathString path)
    {
        // Every page lies below the overview, which is only itself.
        var place = groups.SelectMany(g => g.Places)
            .Where(p => path.StartsWithSegments(p.Path, out var below) && (p != groups[0].Places[0] || !below.HasValue))
            .MaxBy(p => p.Path.Length);
        return (groups.FirstOrDefault(g => place is not null && g.Places.Contains(place)), place);
    }

    private static ConsoleGroup Group(string title, params (string Path, string Title, bool IsOffered)[] places) =>
        new(title, [.. places.Where(p => p.IsOffered).Select(p => new ConsolePlace(p.Path, p.Title))]);
}
