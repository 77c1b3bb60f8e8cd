using Grpc.Core;
using Vouchers.Client;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary>Reads a list of the API to its end, page by page.</summary>
internal static class Listing
{
    public const int PageSize = 1_000;

    public static async Task<List<T>> AllAsync<TPage, T>(
        Func<string, AsyncUnaryCall<TPage>> ask, Func<TPage, IEnumerable<T>> valuesOf, Func<TPage, string> nextOf)
    {
        var all = new List<T>();
        var token = "";
        do
        {
            var page = Run.Require(await ask(token).AsOutcome());
            all.AddRange(valuesOf(page));
            token = nextOf(page);
        }
        while (token.Length > 0);
        return all;
    }
}
