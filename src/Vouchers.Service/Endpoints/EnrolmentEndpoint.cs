namespace Vouchers.Service;

internal sealed class EnrolmentEndpoint : V1.EnrolmentService.EnrolmentServiceBase;
