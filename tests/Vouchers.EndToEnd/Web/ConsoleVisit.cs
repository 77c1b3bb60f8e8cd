using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>What tests of the console do on its pages.</summary>
internal static class ConsoleVisit
{
    public const string Lin = "officer:lin";
    public const string Chen = "officer:chen";
    public const string Zhou = "finance:zhou";
    public const string Wu = "finance:wu";
    public const string Ye = "auditor:ye";

    public static async Task<Browser> SignedInAsync(RunningService service, string who, string language = "en")
    {
        var browser = new Browser(service, language);
        await browser.PostAsync("/sign-in", null, ("staff", who), ("to", "/console"));
        return browser;
    }

    /// <summary>Opens a page and sends its form.</summary>
    public static async Task<Reply> SendAsync(
        this Browser browser, string page, string? handler, params (string, string)[] fields)
    {
        var form = await browser.GetAsync(page);
        var mark = page.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var query = handler is null ? "" : $"{mark}handler={handler}";
        return await browser.PostAsync(page + query, null, [("request", form.Hidden("request")), .. fields]);
    }

    /// <summary>The page is shown, in the reader's language, and is well formed.</summary>
    public static async Task<Reply> ExpectAsync(this Browser browser, string path, string language = "en")
    {
        var page = await browser.GetAsync(path);
        Assert.That((page.Status, page.Path), Is.EqualTo((HttpStatusCode.OK, path)), page.Text);
        Assert.That(page.Html, Does.Contain($"<html lang=\"{language}\">"), path);
        Assert.DoesNotThrow(() => XDocument.Parse(AsXml(page.Html)), path);
        return page;
    }

    /// <summary>Where the first link leads whose address begins so.</summary>
    public static string Link(this Reply page, string begin)
    {
        var found = Regex.Match(page.Html, $"href=\"({Regex.Escape(begin)}[^\"]*)\"");
        Assert.That(found.Success, Is.True, $"No link to {begin} in: {page.Text}");
        return WebUtility.HtmlDecode(found.Groups[1].Value);
    }

    // What HTML may leave out and XML may not: the end of void elements, and an attribute's value.
    private static string AsXml(string html) => Regex.Replace(
        html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "<([a-z]+)([^>]*)>",
        tag => $"<{tag.Groups[1].Value}{Attributes(tag.Groups[2].Value)}{(IsVoid(tag.Groups[1].Value) ? "/" : "")}>");

    private static bool IsVoid(string element) => element is "meta" or "link" or "input" or "br";

    private static string Attributes(string text) => Regex.Replace(
        text.TrimEnd('/'), "\"[^\"]*\"| ([a-z-]+)(?=[ >]|$)",
        part => part.Groups[1].Success ? $"{part}=\"\"" : part.Value);
}
