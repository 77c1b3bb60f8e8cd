using Microsoft.Playwright;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>A page as somebody sees it.</summary>
/// <param name="Name">Names its pictures.</param>
/// <param name="Page">The Razor page, e.g. <c>/Console/Payouts</c>.</param>
/// <param name="Who">Of the bureau; or which of the demo's citizens; empty for nobody.</param>
/// <param name="Path">Where it is, or where a link leads to it.</param>
internal sealed record Sight(string Name, string Page, string Who, string Path)
{
    public const string Visitor = "visitor";
    public const string Regular = "regular";

    /// <summary>The links to follow from there, one after the other.</summary>
    public string[] Links { get; init; } = [];

    /// <summary>What is done on the page to see it so.</summary>
    public Func<IPage, Task>? Then { get; init; }

    /// <summary>The status that it is answered with.</summary>
    public int Status { get; init; } = 200;

    public override string ToString() => Name;
}

/// <summary>All pages that a person can see, each in the states that look different.</summary>
internal static class PageTable
{
    private const string Officer = "officer:lin";
    private const string Finance = "finance:zhou";
    private const string Second = "finance:wu";
    private const string Auditor = "auditor:ye";

    /// <summary>Pages that only lead to others, or to a file.</summary>
    public static readonly string[] Unseen =
        ["/Index", "/Language", "/SignOut", "/SignInStopped", "/Console/PayoutFile"];

    public static IEnumerable<Sight> All => Citizens.Concat(Officers).Concat(Catalogue).Concat(Finances);

    public static IEnumerable<Sight> Citizens =>
    [
        new("sign-in", "/SignIn", "", "/sign-in"),
        new("signed-out", "/SignedOut", "", "/signed-out"),
        new("not-found", "/Shared/Problem", Sight.Visitor, "/wallet/01234567890123456789012345") { Status = 404 },
        new("wallet", "/Wallet/Index", Sight.Visitor, "/wallet"),
        new("wallet-history", "/Wallet/Index", Sight.Regular, "/wallet"),
        new("voucher", "/Wallet/Voucher", Sight.Visitor, "/wallet")
            { Links = ["a.voucher.live"], Then = page => page.ClickAsync("main form button") },
        new("show", "/Wallet/Show", Sight.Visitor, "/wallet") { Links = ["a.voucher.live", "a[href$='/show']"] },
        new("paper", "/Wallet/Paper", Sight.Visitor, "/wallet") { Links = ["a.voucher.live", "a[href$='/paper']"] },
        new("where", "/Wallet/Where", Sight.Visitor, "/wallet") { Links = ["a.voucher.live", "a[href$='/where']"] },
        new("where-search", "/Wallet/Where", Sight.Visitor, "/wallet")
        {
            Links = ["a.voucher.live", "a[href$='/where']"],
            Then = async page =>
            {
                await page.FillAsync("#q", "瓯海");
                await page.PressAsync("#q", "Enter");
                await page.WaitForURLAsync("**/where?q=*");
            },
        },
        new("lost-phone", "/Wallet/LostPhone", Sight.Visitor, "/wallet/lost-phone"),
    ];

    public static IEnumerable<Sight> Officers =>
    [
        new("console-officer", "/Console/Index", Officer, "/console"),
        new("programmes", "/Console/Programmes/Programmes", Officer, "/console/programmes"),
        new("programme-new", "/Console/Programmes/NewProgramme", Officer, "/console/programmes/new"),
        new("programme", "/Console/Programmes/ProgrammeDetail", Officer, "/console/programmes")
            { Links = ["main h2 a[href^='/console/programmes/']"] },
        new("rules", "/Console/Programmes/Rules", Officer, "/console/programmes")
            { Links = ["main h2 a[href^='/console/programmes/']", "a[href$='/rules']"] },
        new("account", "/Console/Programmes/Account", Officer, "/console/programmes")
            { Links = ["main h2 a[href^='/console/programmes/']", "a[href*='/accounts/']"] },
        new("bulk-issues", "/Console/Programmes/BulkIssues", Officer, "/console/bulk-issues"),
        new("bulk-issue", "/Console/Programmes/BulkIssueDetail", Officer, "/console/bulk-issues")
            { Links = ["tbody a[href^='/console/bulk-issues/']"] },
        new("rejects", "/Console/Programmes/BulkIssueRejects", Officer, "/console/bulk-issues")
            { Links = ["tbody a[href$='/rejects']"] },
        new("vouchers", "/Console/Holders/Vouchers", Officer, "/console/vouchers"),
        new("voucher-detail", "/Console/Holders/VoucherDetail", Officer, "/console/vouchers?state=Redeemed")
            { Links = ["tbody a[href^='/console/vouchers/']"] },
        new("redemptions", "/Console/Holders/Redemptions", Officer, "/console/redemptions"),
        new("redemptions-missing", "/Console/Holders/Redemptions", Officer, "/console/redemptions?receipt=R-17"),
        new("redemption", "/Console/Holders/RedemptionDetail", Officer, "/console/redemptions")
            { Links = ["tbody a[href^='/console/redemptions/']"] },
        new("enrolment", "/Console/Holders/EnrolmentDetail", Officer, "/console/redemptions")
            { Links = ["tbody a[href^='/console/redemptions/']", "a[href^='/console/enrolments/']"] },
        new("citizens", "/Console/Holders/Citizens", Officer, "/console/citizens"),
        new("citizen", "/Console/Holders/CitizenDetail", Officer, "/console/vouchers?state=Redeemed")
            { Links = ["tbody a[href^='/console/citizens/']"] },
    ];

    public static IEnumerable<Sight> Catalogue =>
    [
        new("institutions", "/Console/Catalogue/Institutions", Officer, "/console/institutions"),
        new("institution", "/Console/Catalogue/InstitutionDetail", Officer, "/console/institutions")
            { Links = ["tbody a[href^='/console/institutions/']"] },
        new("institution-new", "/Console/Catalogue/NewInstitution", Officer, "/console/institutions/new"),
        new("sessions", "/Console/Catalogue/Sessions", Officer, "/console/sessions"),
        new("session", "/Console/Catalogue/SessionDetail", Officer, "/console/redemptions")
            { Links = ["tbody a[href^='/console/sessions/']"] },
        new("session-new", "/Console/Catalogue/NewSession", Officer, "/console/sessions/new"),
        new("courses", "/Console/Catalogue/Courses", Officer, "/console/courses"),
        new("course-new", "/Console/Catalogue/NewCourse", Officer, "/console/courses/new"),
        new("course-new-auditor", "/Console/Catalogue/NewCourse", Auditor, "/console/courses/new"),
        new("agencies", "/Console/Catalogue/Agencies", Officer, "/console/agencies"),
        new("devices", "/Console/Counters/Devices", Officer, "/console/devices"),
        new("device", "/Console/Counters/DeviceDetail", Officer, "/console/devices")
            { Links = ["tbody a[href^='/console/devices/']"] },
        new("device-mobile", "/Console/Counters/DeviceDetail", Officer, "/console/offline")
            { Links = ["tbody a[href^='/console/devices/']"] },
        new("offline", "/Console/Counters/OfflineRecords", Officer, "/console/offline"),
        new("offline-all", "/Console/Counters/OfflineRecords", Officer, "/console/offline?state=Unspecified"),
        new("offline-record", "/Console/Counters/OfflineRecordDetail", Officer, "/console/offline")
            { Links = ["tbody a[href^='/console/offline/']"] },
        new("offline-confirmed", "/Console/Counters/OfflineRecordDetail", Officer, "/console/offline?state=Confirmed")
            { Links = ["tbody a[href^='/console/offline/']"] },
    ];

    public static IEnumerable<Sight> Finances =>
    [
        new("console-finance", "/Console/Index", Finance, "/console"),
        new("payouts", "/Console/Payouts", Finance, "/console/payouts"),
        new("payout-draft", "/Console/Payout", Second, "/console/payouts/pay-000003"),
        new("payout-sent", "/Console/Payout", Finance, "/console/payouts/pay-000002"),
        new("remittance", "/Console/Finance/Remittance", Finance, "/console/payouts/pay-000002/remittance"),
        new("payments", "/Console/Finance/Payments", Finance, "/console/payments"),
        new("claw-backs", "/Console/Finance/ClawBacks", Finance, "/console/claw-backs?all=true"),
        new("force-majeure", "/Console/Finance/ForceMajeures", Finance, "/console/force-majeure?all=true"),
        new("statements", "/Console/Statements", Finance, "/console/statements"),
        new("statement", "/Console/StatementDetail", Finance, "/console/statements") { Links = ["tbody a"] },
        new("reconciliation", "/Console/Reconciliation", Finance, "/console/reconciliation"),
        new("discrepancy", "/Console/DiscrepancyDetail", Second, "/console/reconciliation")
            { Links = ["main a[href^='/console/reconciliation/']"] },
        new("months", "/Console/Months", Finance, "/console/months"),
        new("reports", "/Console/Reports", Finance, "/console/reports"),
        new("journal", "/Console/Journal", Auditor, "/console/journal?of=pay-000002"),
        new("journal-proof", "/Console/Journal", Auditor, "/console/journal")
            { Then = page => page.ClickAsync("main form[method=post] button") },
    ];
}
