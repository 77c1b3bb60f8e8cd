namespace Vouchers.Service;

internal sealed class RedemptionEndpoint : V1.RedemptionService.RedemptionServiceBase;
