namespace Vouchers.Client.Offline;

/// <summary>
/// The seam behind which a device keeps what must outlive a crash: keys with bytes, in a browser one object store of
/// IndexedDB. What is in it, and when it must be there, is decided on this side.
/// </summary>
/// <remarks>
/// Money hangs on one promise: when <see cref="WriteAsync"/> answers true, all of its writes survive the loss of power
/// (IndexedDB: a transaction with durability <c>strict</c> that completed); in every other case none of them is ever
/// seen. One call is one transaction. Several tabs or programs may share a store, so it must also serialise them, as
/// IndexedDB does. Keys that begin with <see cref="OfflineCounter.KeyPrefix"/> belong to <see cref="OfflineCounter"/>;
/// an app may keep its own beside them, such as the device's identity.
/// </remarks>
public interface IDeviceStore
{
    /// <summary>Everything in the store, in any order.</summary>
    /// <exception cref="DeviceStoreException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<DeviceEntry>> LoadAsync(CancellationToken cancellation);

    /// <summary>Carries out all writes in one transaction, durably.</summary>
    /// <returns>False, with nothing written, where a <see cref="DeviceWrite.New"/> names a key that exists.</returns>
    /// <exception cref="DeviceStoreException">Nothing was written, e.g. because the disk is full; or it is not known,
    /// e.g. because the browser closed the store: what is in it is then read again before anything is added.
    /// </exception>
    ValueTask<bool> WriteAsync(IReadOnlyList<DeviceWrite> writes);
}

/// <summary>One key of the store with its bytes.</summary>
/// <param name="Key">ASCII.</param>
/// <param name="Value">Not changed by anybody.</param>
public sealed record DeviceEntry(string Key, byte[] Value);

/// <summary>One change of the store. The hierarchy is closed: there are these three cases and no other.</summary>
public abstract record DeviceWrite
{
    private DeviceWrite(string key) => Key = key;

    /// <summary>The key, ASCII.</summary>
    public string Key { get; }

    /// <summary>Adds a key; where it exists, the whole transaction must fail (IndexedDB: <c>add</c>).</summary>
    public sealed record New(string Key, byte[] Value) : DeviceWrite(Key);

    /// <summary>Sets a key, whether it exists or not (IndexedDB: <c>put</c>).</summary>
    public sealed record Set(string Key, byte[] Value) : DeviceWrite(Key);

    /// <summary>Removes a key, where it exists (IndexedDB: <c>delete</c>).</summary>
    public sealed record Remove(string Key) : DeviceWrite(Key);
}

/// <summary>A device's memory failed, e.g. because the disk is full. The message is for the clerk.</summary>
public sealed class DeviceStoreException : Exception
{
    /// <summary>A failure that the store itself saw.</summary>
    public DeviceStoreException(string message)
        : base(message)
    {
    }

    /// <summary>A failure of what the store is built on.</summary>
    public DeviceStoreException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
