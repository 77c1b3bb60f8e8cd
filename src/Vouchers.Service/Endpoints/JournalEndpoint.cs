namespace Vouchers.Service;

internal sealed class JournalEndpoint : V1.JournalService.JournalServiceBase;
