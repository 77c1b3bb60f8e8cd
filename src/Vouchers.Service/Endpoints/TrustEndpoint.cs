using Microsoft.AspNetCore.Authorization;

namespace Vouchers.Service;

[AllowAnonymous]
internal sealed class TrustEndpoint : V1.TrustService.TrustServiceBase;
