using Vouchers.Credentials;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Draws the random parts of vouchers, which decisions must not draw themselves.</summary>
internal static class NewVouchers
{
    public static NewVoucher Draw(TimeProvider time) =>
        new(Id<Voucher>.Of(Guid.CreateVersion7(time.GetUtcNow())), VoucherCode.New().Value);
}
