using System.Net;
using System.Text.RegularExpressions;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>
/// Reads pages and sends forms over HTTP as a browser does, cookies and origin included, without scripts.
/// </summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient http;
    private readonly Uri home;

    public Browser(RunningService service, string language = "en", bool followsRedirects = true)
    {
        home = service.Addresses.Web;
        http = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = Cookies, AllowAutoRedirect = followsRedirects,
        }) { BaseAddress = home };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    public CookieContainer Cookies { get; } = new();

    public async Task<Reply> GetAsync(string path) => await Reply.ReadAsync(await http.GetAsync(path));

    /// <summary>As a page's own script asks.</summary>
    public async Task<Reply> FetchAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Sec-Fetch-Dest", "empty");
        return await Reply.ReadAsync(await http.SendAsync(request));
    }

    /// <param name="path">Where the form is sent.</param>
    /// <param name="origin">The site that sends it; null for this one.</param>
    /// <param name="fields">What is filled in.</param>
    public async Task<Reply> PostAsync(string path, string? origin, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.ToDictionary(f => f.Name, f => f.Value)),
            Headers = { { "Origin", origin ?? home.GetLeftPart(UriPartial.Authority) } },
        };
        return await Reply.ReadAsync(await http.SendAsync(request));
    }

    /// <summary>Sends a form with a file.</summary>
    public async Task<Reply> UploadAsync(
        string path, (string Name, byte[] Content) file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file.Content), "file", file.Name } };
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = form, Headers = { { "Origin", home.GetLeftPart(UriPartial.Authority) } },
        };
        return await Reply.ReadAsync(await http.SendAsync(request));
    }

    public async Task<Reply> SignInAsync(string citizen) => await PostAsync(
        "/sign-in", null, ("citizen", citizen), ("to", "/wallet"));

    public void Dispose() => http.Dispose();
}

/// <summary>The page that was answered, after redirects.</summary>
internal sealed partial record Reply(HttpStatusCode Status, string Path, string Html, HttpResponseMessage Response)
{
    /// <summary>Where a redirect leads.</summary>
    public string Next => Response.Headers.Location!.OriginalString;

    /// <summary>What a reader sees, with the space between words made one.</summary>
    public string Text => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Html, " ")), " ");

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode, response.RequestMessage!.RequestUri!.PathAndQuery,
        await response.Content.ReadAsStringAsync(), response);

    /// <summary>The value of a form's hidden field.</summary>
    public string Hidden(string name) =>
        Regex.Match(Html, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
