using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Vouchers.Client;

namespace Vouchers.Web;

/// <summary>The one connection to the ledger's gRPC port that all pages share.</summary>
internal sealed class LedgerConnection(WebOptions options, IServiceProvider services) : IDisposable
{
    private readonly SocketsHttpHandler handler = new() { EnableMultipleHttp2Connections = true };

    public VoucherClient As(Func<string> token) => new(new VoucherClientOptions
    {
        Address = options.Ledger(services), HttpHandler = handler, Token = _ => ValueTask.FromResult(token()),
    });

    public void Dispose() => handler.Dispose();
}

/// <summary>The ledger as the person who is signed in may use it.</summary>
internal sealed class Ledger : IDisposable
{
    private readonly Lazy<VoucherClient> client;

    public Ledger(LedgerConnection connection, IHttpContextAccessor accessor, WebOptions options) =>
        client = new(() => connection.As(
            () => SessionCookie.Read(accessor.HttpContext!, options.IsSecure) ?? ""));

    public VoucherClient Client => client.Value;

    /// <summary>What a page cannot be shown without.</summary>
    /// <exception cref="PageFault">It was refused or not answered; the reader gets a page that says why.</exception>
    public static async Task<T> ReadAsync<T>(AsyncUnaryCall<T> call) => Answered(await call.AsOutcome());

    /// <inheritdoc cref="ReadAsync"/>
    public static T Answered<T>(Outcome<T> outcome) => outcome.Match(
        value => value,
        refusal => throw new PageFault(refusal),
        trouble => throw new PageFault(null));

    /// <summary>What a page shows where it is there; null where it is not.</summary>
    /// <exception cref="PageFault">It was refused for another reason, or not answered.</exception>
    public static async Task<TRow?> FindAsync<T, TRow>(AsyncUnaryCall<T> call, Func<T, TRow> row)
        where TRow : class
    {
        var outcome = await call.AsOutcome();
        return outcome is Outcome<T>.Refused { Refusal.Reason: V1.RefusalReason.NotFound }
            ? null
            : row(Answered(outcome));
    }

    /// <summary>All rows of a list.</summary>
    /// <param name="page">Asks for the page of a token.</param>
    /// <param name="rows">Its rows and the next page's token.</param>
    /// <exception cref="PageFault">A page was refused or not answered.</exception>
    public static async Task<List<TRow>> AllAsync<T, TRow>(
        Func<string, AsyncUnaryCall<T>> page, Func<T, (IEnumerable<TRow> Rows, string Next)> rows)
    {
        var all = new List<TRow>();
        var token = "";
        do
        {
            var (some, next) = rows(await ReadAsync(page(token)));
            all.AddRange(some);
            token = next;
        }
        while (token.Length > 0);
        return all;
    }

    public void Dispose()
    {
        if (client.IsValueCreated)
            client.Value.Dispose();
    }
}
