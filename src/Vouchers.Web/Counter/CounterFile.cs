using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Vouchers.Web;

/// <summary>A file of the counter's app, in the encodings in which it was published.</summary>
internal sealed partial class CounterFile
{
    private const string Brotli = ".br";
    private const string Gzip = ".gz";

    private readonly string? brotli;
    private readonly string? gzip;
    private readonly string? plain;
    private readonly string type;
    private readonly bool isForever;
    private readonly Lazy<string> hash;

    public CounterFile(string name, IReadOnlyCollection<string> resources)
    {
        brotli = resources.FirstOrDefault(r => r.EndsWith(Brotli, StringComparison.Ordinal));
        gzip = resources.FirstOrDefault(r => r.EndsWith(Gzip, StringComparison.Ordinal));
        plain = resources.FirstOrDefault(r => r != brotli && r != gzip);
        type = TypeOf(name);
        isForever = Fingerprinted().IsMatch(name);
        hash = new(HashOf);
    }

    /// <summary>The name of what a resource holds.</summary>
    public static string PlainName(string resource) =>
        Path.GetExtension(resource) is Brotli or Gzip ? resource[..^3] : resource;

    public IResult Answer(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = isForever ? "public, max-age=31536000, immutable" : "no-cache";
        var (content, encoding) = Chosen(context.Request);
        if (plain is null)
            headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        return Results.Stream(content, type,
            entityTag: new EntityTagHeaderValue($"\"{hash.Value}{(encoding is null ? "" : "-" + encoding)}\""));
    }

    private (Stream Content, string? Encoding) Chosen(HttpRequest request)
    {
        if (plain is not null)
            return (Open(plain), null);
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        if (Accepts("br"))
            return (Open(brotli!), "br");
        if (Accepts("gzip"))
            return (Open(gzip!), "gzip");
        using var unpacked = new GZipStream(Open(gzip!), CompressionMode.Decompress);
        var content = new MemoryStream();
        unpacked.CopyTo(content);
        content.Position = 0;
        return (content, null);

        bool Accepts(string encoding) =>
            accepted.Any(a => a.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && a.Quality is null or > 0);
    }

    private string HashOf()
    {
        using var content = Open(plain ?? gzip!);
        return Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
    }

    private static Stream Open(string resource) =>
        typeof(CounterFile).Assembly.GetManifestResourceStream(resource)!;

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".wasm" => "application/wasm",
        ".bin" => "application/octet-stream",
        ".webmanifest" => "application/manifest+json",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        var other => throw new InvalidOperationException($"'{name}': a file of the kind '{other}' has no media type."),
    };

    // Such a name changes with what the file holds.
    [GeneratedRegex(@"\.[0-9a-z]{10}\.(wasm|js)$")]
    private static partial Regex Fingerprinted();
}
