using System.Runtime.CompilerServices;
using Grpc.Core;

namespace Vouchers.Client.Calls;

/// <summary>Walks through the pages of a list (AIP-158), one call a page, as the caller asks for more.</summary>
internal static class Pages
{
    /// <summary>
    /// The service's largest page: a page costs a round trip, and a thousand small rows are far below gRPC's limit.
    /// </summary>
    public const int Size = 1_000;

    public static async IAsyncEnumerable<Outcome<T>> WalkAsync<TPage, T>(
        Func<string, AsyncUnaryCall<TPage>> ask,
        Func<TPage, IEnumerable<T>> valuesOf,
        Func<TPage, string> nextOf,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var token = "";
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var outcome = await ask(token).AsOutcome().ConfigureAwait(false);
            if (outcome is not Outcome<TPage>.Ok page)
            {
                yield return outcome.Failure<T>();
                yield break;
            }
            foreach (var value in valuesOf(page.Value))
                yield return new Outcome<T>.Ok(value);
            token = nextOf(page.Value);
        }
        while (token.Length > 0);
    }
}
