namespace Vouchers.Service;

internal sealed class VoucherEndpoint : V1.VoucherService.VoucherServiceBase;
