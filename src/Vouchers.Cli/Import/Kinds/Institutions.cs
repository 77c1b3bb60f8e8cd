using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Import.Kinds;

internal sealed class Institutions : ImportKind<Institution>
{
    private static readonly Column Id = new("id", "the institution's id");
    private static readonly Column Title = new("name", "the name");
    private static readonly Column Kind =
        new("kind", "university, college, enterprise, private_school or public_training_base");
    private static readonly Column AccreditedUntil = new("accredited_until", "a date or time");

    public static readonly IReadOnlyList<Column> All = [Id, Title, Kind, AccreditedUntil];

    private static readonly Dictionary<string, InstitutionKind> Words = new()
    {
        ["university"] = InstitutionKind.University,
        ["college"] = InstitutionKind.College,
        ["enterprise"] = InstitutionKind.Enterprise,
        ["private_school"] = InstitutionKind.PrivateSchool,
        ["public_training_base"] = InstitutionKind.PublicTrainingBase,
    };

    /// <summary>The smallest file.</summary>
    public const string Sample =
        "id,name,kind,accredited_until\n"
        + "wz-vtc,温州职业技术学院,college,2089-12-31";

    public override string Name => "institutions";

    public override IReadOnlyList<Column> Columns => All;

    public override int BatchSize => 1;

    public override Institution Read(CsvRow row) => new()
    {
        Id = row.Id(Id),
        Name = row.Text(Title),
        Kind = row.Word(Kind, Words, InstitutionKind.Unspecified),
        AccreditedUntil = row.Time(AccreditedUntil, isEnd: true),
    };

    public override IEnumerable<(Column Column, string Value)> KeysOf(Institution record) => [(Id, record.Id)];

    public override async Task<Outcome<Written>> SendAsync(
        VoucherClient client, IReadOnlyList<Institution> records, Order order, CancellationToken cancellation)
    {
        var request = new RegisterInstitutionRequest
        {
            RequestId = $"{order.RequestId}", Institution = records[0], ValidateOnly = order.ValidateOnly,
        };
        var outcome = await client.Catalogue.RegisterInstitutionAsync(request, cancellationToken: cancellation)
            .AsOutcome();
        return outcome.Map(_ => new Written(1, 0));
    }
}
