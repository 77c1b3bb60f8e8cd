using Vouchers.Client.Offline;

namespace Vouchers.Testing;

/// <summary>What happens to the next write of a device's memory.</summary>
internal enum StoreFault
{
    None,

    /// <summary>The disk is full.</summary>
    NothingWritten,

    /// <summary>It is written, and the answer is lost.</summary>
    AnswerLost,
}

/// <summary>A device's memory whose next write fails as the test says.</summary>
internal sealed class FaultyDeviceStore(IDeviceStore inner) : IDeviceStore
{
    public StoreFault Next { get; set; }

    public ValueTask<IReadOnlyList<DeviceEntry>> LoadAsync(CancellationToken cancellation) =>
        inner.LoadAsync(cancellation);

    public async ValueTask<bool> WriteAsync(IReadOnlyList<DeviceWrite> writes)
    {
        var fault = Next;
        Next = StoreFault.None;
        if (fault == StoreFault.NothingWritten)
            throw new DeviceStoreException("The device's memory is full.");
        var written = await inner.WriteAsync(writes);
        return fault == StoreFault.None
            ? written
            : throw new DeviceStoreException("The device's memory was closed.");
    }
}
