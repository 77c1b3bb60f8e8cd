using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Import.Kinds;

/// <summary>The places of the institutions; a session takes place in one.</summary>
internal sealed class Branches : ImportKind<Branch>
{
    private static readonly Column Id = new("id", "the branch's id");
    private static readonly Column InstitutionId = new("institution_id", "whose it is");
    private static readonly Column Title = new("name", "the name");
    private static readonly Column Address = new("address", "where it is", IsRequired: false);

    public static readonly IReadOnlyList<Column> All = [Id, InstitutionId, Title, Address];

    /// <summary>The smallest file.</summary>
    public const string Sample =
        "id,institution_id,name,address\n"
        + "wz-vtc-main,wz-vtc,主校区,瓯海区东方南路38号";

    public override string Name => "branches";

    public override IReadOnlyList<Column> Columns => All;

    public override int BatchSize => 1;

    public override Branch Read(CsvRow row) => new()
    {
        Id = row.Id(Id),
        InstitutionId = row.Id(InstitutionId),
        Name = row.Text(Title),
        Address = row.Text(Address),
    };

    public override IEnumerable<(Column Column, string Value)> KeysOf(Branch record) => [(Id, record.Id)];

    public override async Task<Outcome<Written>> SendAsync(
        VoucherClient client, IReadOnlyList<Branch> records, Order order, CancellationToken cancellation)
    {
        var request = new RegisterBranchRequest
        {
            RequestId = $"{order.RequestId}", Branch = records[0], ValidateOnly = order.ValidateOnly,
        };
        var outcome = await client.Catalogue.RegisterBranchAsync(request, cancellationToken: cancellation).AsOutcome();
        return outcome.Map(_ => new Written(1, 0));
    }
}
