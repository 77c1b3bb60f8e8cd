using Vouchers.Credentials;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>The database and the keys, opened before anything listens: without them there is no service.</summary>
internal static class OpenLedger
{
    // Keys of a development service are worth nothing, and nobody should have to invent a passphrase to try it.
    private const string DevelopmentPassphrase = "development";

    /// <exception cref="StartRefusedException">Either cannot be opened; the message says what to do.</exception>
    public static async Task<(ILedgerStore Store, KeyStore Keys)> OpenAsync(
        ServiceOptions options, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(options.DataFolder);
            var keys = KeyStore.Open(
                options.EffectiveKeysFolder, options.KeysPassphrase ?? DevelopmentPassphrase, time);
            var store = await LedgerStores.OpenAsync(StoreOf(options), time, cancellation);
            return (store, keys);
        }
        catch (Exception e) when (e is StoreUnavailableException or KeyStoreException)
        {
            throw new StartRefusedException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"The data folder '{options.DataFolder}' cannot be used: {e.Message} Choose another with "
                + $"{ServiceOptions.Variable(nameof(ServiceOptions.DataFolder))}.", e);
        }
    }

    private static StoreOptions StoreOf(ServiceOptions options) => new()
    {
        Provider = options.Store.ToString(),
        Connection = options.ConnectionString is { Length: > 0 } connection
            ? connection
            : Path.Combine(options.DataFolder, "vouchers.db"),
    };
}
