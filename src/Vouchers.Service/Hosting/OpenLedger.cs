using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>The database and the keys, opened before anything listens: without them there is no service.</summary>
internal static class OpenLedger
{
    // Keys of a development service are worth nothing, and nobody should have to invent a passphrase to try it.
    internal const string DevelopmentPassphrase = "development";

    /// <exception cref="StartRefusedException">Either cannot be opened; the message says what to do.</exception>
    public static async Task<(ILedgerStore Store, KeyStore Keys)> OpenAsync(
        ServiceOptions options, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(options.DataFolder);
            var store = await LedgerStores.OpenAsync(StoreOf(options), time, cancellation);
            try
            {
                await DemandKeysAsync(options, store, cancellation);
                return (store, KeyStore.Open(
                    options.EffectiveKeysFolder, options.KeysPassphrase ?? DevelopmentPassphrase, time));
            }
            catch
            {
                await store.DisposeAsync();
                throw;
            }
        }
        catch (Exception e) when (Explain(e, options) is { } refused)
        {
            throw refused;
        }
    }

    /// <summary>Brings the database up to date; keys are neither needed nor made.</summary>
    /// <exception cref="StartRefusedException">It cannot be; the message says what to do.</exception>
    public static async Task MigrateAsync(ServiceOptions options, CancellationToken cancellation)
    {
        try
        {
            if (options.Store == StoreProvider.Sqlite)
                Directory.CreateDirectory(options.DataFolder);
            await LedgerStores.MigrateAsync(StoreOf(options), cancellation);
        }
        catch (Exception e) when (Explain(e, options) is { } refused)
        {
            throw refused;
        }
    }

    // New keys beside old citizens would make every printed code unknown and every national ID look new.
    private static async Task DemandKeysAsync(
        ServiceOptions options, ILedgerStore store, CancellationToken cancellation)
    {
        var folder = options.EffectiveKeysFolder;
        if (KeyStore.HasKeys(folder))
            return;
        if ((await store.ListAsync<Citizen>(RowQuery.All(1), cancellation)).Count > 0)
            throw new StartRefusedException($"The database holds citizens, but the keys folder '{folder}' is empty or "
                + "missing; restore it from a backup, or name it with "
                + $"{ServiceOptions.Variable(nameof(ServiceOptions.KeysFolder))}.");
        if (!options.IsDevelopment)
            throw new StartRefusedException($"The keys folder '{folder}' is empty or missing; make keys with "
                + $"`vouchers keys create --folder {folder} --root …`, so that their root can stay in a safe, or name "
                + $"the folder with {ServiceOptions.Variable(nameof(ServiceOptions.KeysFolder))}.");
    }

    private static StartRefusedException? Explain(Exception fault, ServiceOptions options) => fault switch
    {
        StoreUnavailableException or KeyStoreException => new(fault.Message, fault),
        IOException or UnauthorizedAccessException => new(
            $"The data folder '{options.DataFolder}' cannot be used: {fault.Message} Choose another with "
            + $"{ServiceOptions.Variable(nameof(ServiceOptions.DataFolder))}.", fault),
        _ => null,
    };

    private static StoreOptions StoreOf(ServiceOptions options) => new()
    {
        Provider = options.Store.ToString(),
        Connection = options.EffectiveConnection,
    };
}
