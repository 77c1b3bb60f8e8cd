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

    /// <summary>Sends records; how many came new, which others were changed, or why not.</summary>
    public abstract Task<Outcome<Written>> SendAsync(
        VoucherClient client, IReadOnlyList<T> records, Guid requestId, CancellationToken cancellation);
}

/// <summary>What a call wrote.</summary>
internal readonly record struct Written(int Created, int Updated);
