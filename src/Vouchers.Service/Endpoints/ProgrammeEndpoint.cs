namespace Vouchers.Service;

internal sealed class ProgrammeEndpoint : V1.ProgrammeService.ProgrammeServiceBase;
