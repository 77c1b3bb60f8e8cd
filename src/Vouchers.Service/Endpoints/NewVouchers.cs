using Vouchers.Credentials;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Draws what nobody may guess of vouchers, which decisions must not draw themselves. Thread safe.</summary>
internal sealed class NewVouchers(KeyStore keys, TimeProvider time)
{
    // The secret is that of the keys folder, which all nodes share and no rotation changes.
    private readonly StatusPlaces places = new(keys.PlacesKey);

    public NewVoucher Draw() =>
        new(Id<Voucher>.Of(Guid.CreateVersion7(time.GetUtcNow())), VoucherCode.New().Value, places);
}
