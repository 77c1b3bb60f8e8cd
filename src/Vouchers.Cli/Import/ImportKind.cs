using Google.Protobuf;
using Vouchers.Client;

namespace Vouchers.Cli.Import;

/// <summary>What a kind of file holds and how it is sent.</summary>
/// <typeparam name="T">The API's message for one record.</typeparam>
internal abstract class ImportKind<T>
    where T : IMessage<T>
{
    /// <summary>As the command line names it, e.g. "courses".</summary>
    public abstract string Name { get; }

    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>Records of one call: all of them or none. 1 where the API takes them one by one.</summary>
    public abstract int BatchSize { get; }

    /// <summary>Reads a row; what is wrong with it, the row notes itself.</summary>
    public abstract T Read(CsvRow row);

    /// <summary>What no two records of a file may share, as column and value.</summary>
    public abstract IEnumerable<(Column Column, string Value)> KeysOf(T record);

    /// <summary>
    /// Takes the row after into the record, where both are about the same; false where it is a record of its own.
    /// </summary>
    public virtual bool TryMerge(T record, T next, CsvRow row) => false;

    /// <summary>The row of an entry that a field of the API's request stands in.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="field">The field's path, e.g. <c>citizens[0].memberships[1].evidence</c>.</param>
    public virtual CsvRow RowOf(Entry<T> entry, string field) => entry.Rows[0];

    /// <summary>Sends records; how many came new, which others were changed, or why not.</summary>
    public abstract Task<Outcome<Written>> SendAsync(
        VoucherClient client, IReadOnlyList<T> records, Order order, CancellationToken cancellation);

    /// <summary>Why entries that are good one by one cannot be imported together.</summary>
    public virtual Task<IReadOnlyList<Reject>> JudgeTogetherAsync(
        VoucherClient client, IEnumerable<Entry<T>> entries, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Reject>>([]);
}

/// <summary>Under which id records are sent.</summary>
/// <param name="RequestId">The id of the call that carries it out, now or later.</param>
/// <param name="ValidateOnly">Only asks whether that call would be carried out.</param>
internal readonly record struct Order(Guid RequestId, bool ValidateOnly);

/// <summary>What a call wrote.</summary>
internal readonly record struct Written(int Created, int Updated);
