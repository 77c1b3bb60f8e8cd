using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>One page of a list, as a caller asked for it (AIP-158).</summary>
/// <param name="Size">Rows wanted.</param>
/// <param name="AfterKey">The last key of the page before; null for the first page.</param>
/// <param name="Query">The method and its filters, to which the tokens are bound.</param>
internal sealed record Page(int Size, string? AfterKey, string Query)
{
    private const int DefaultSize = 50;
    private const int MaxSize = 1_000;

    /// <summary>Reads the page fields of a request.</summary>
    /// <param name="fields">Where violations go.</param>
    /// <param name="size">The field page_size; 0 takes the default, more than the most is cut to the most.</param>
    /// <param name="token">The field page_token.</param>
    /// <param name="query">The method and its filters.</param>
    public static Page Read(RequestFields fields, int size, string token, params ReadOnlySpan<string> query)
    {
        if (size < 0)
            fields.Violate("page_size", $"must be 0 to {MaxSize}, is {size}");
        var bound = string.Join('\n', query.ToArray());
        string? afterKey = null;
        if (token.Length > 0 && !PageToken.TryRead(bound, token, out afterKey))
            fields.Violate("page_token",
                "is not a token of this query; pass next_page_token of the page before unchanged, with the same "
                + "filters, or leave it empty to start anew");
        return new Page(size is 0 ? DefaultSize : Math.Min(size, MaxSize), afterKey, bound);
    }

    /// <summary>The store's query: one row more than asked, to know whether another page follows.</summary>
    public RowQuery Rows(params IReadOnlyList<(string Column, object Value)> where) => new(where, AfterKey, Size + 1);

    /// <summary>Cuts the extra row off and makes the token that leads on; empty on the last page.</summary>
    public (IReadOnlyList<T> Rows, string NextToken) Cut<T>(IReadOnlyList<T> rows)
        where T : Entity => rows.Count <= Size
        ? (rows, "")
        : ([.. rows.Take(Size)], PageToken.Write(Query, rows[Size - 1].Key));
}
