namespace Vouchers.Service;

internal sealed class CatalogueEndpoint : V1.CatalogueService.CatalogueServiceBase;
