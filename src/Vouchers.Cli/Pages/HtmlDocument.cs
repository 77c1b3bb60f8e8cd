using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Vouchers.Cli.Pages;

/// <summary>Writes one file that needs no script, font or picture from elsewhere; all text in it is escaped.</summary>
internal static class HtmlDocument
{
    /// <param name="language">E.g. <c>en</c> or <c>zh-CN</c>, for readers aloud and for the choice of letters.</param>
    /// <param name="title">Of the window.</param>
    /// <param name="css">What is added to <see cref="PageStyle.Css"/>; no character in it needs escaping.</param>
    /// <param name="content">Elements of the body.</param>
    public static string Render(string language, string title, string css, params object?[] content)
    {
        var html = new XElement("html", new XAttribute("lang", language),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"),
                    new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", Printable(title)),
                new XElement("style", PageStyle.Css + css)),
            new XElement("body", new XElement("main", content)));
        foreach (var text in html.DescendantNodes().OfType<XText>())
            text.Value = Printable(text.Value);
        // HTML knows no self-closing form of an ordinary element.
        foreach (var element in html.Descendants().Where(e => e.IsEmpty && e.Name != "meta"))
            element.Value = "";
        return new StringBuilder("<!DOCTYPE html>\n")
            .Append(html.ToString(SaveOptions.DisableFormatting)).Append('\n').ToString();
    }

    // What XML has no way to write would fail the whole page.
    private static string Printable(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            return string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));
        }
    }
}
