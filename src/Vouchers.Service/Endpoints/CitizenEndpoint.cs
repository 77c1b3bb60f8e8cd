namespace Vouchers.Service;

internal sealed class CitizenEndpoint : V1.CitizenService.CitizenServiceBase;
