using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Import.Kinds;

internal sealed class Enrolments : ImportKind<EnrolRequest>
{
    private static readonly Column SessionId = new("session_id", "the session");
    private static readonly Column CitizenId = new("citizen_id", "who takes a seat in it");
    private static readonly Column NominatedBy =
        new("nominated_by", "for further study and competitions", IsRequired: false);

    public static readonly IReadOnlyList<Column> All = [SessionId, CitizenId, NominatedBy];

    /// <summary>The smallest file.</summary>
    public const string Sample =
        "session_id,citizen_id\n"
        + "s-001,z-0001";

    public override string Name => "enrolments";

    public override IReadOnlyList<Column> Columns => All;

    public override int BatchSize => 1;

    public override EnrolRequest Read(CsvRow row) => new()
    {
        SessionId = row.Id(SessionId),
        CitizenId = row.Id(CitizenId),
        NominatedBy = row.Text(NominatedBy),
    };

    public override IEnumerable<(Column Column, string Value)> KeysOf(EnrolRequest record) =>
        [(CitizenId, $"{record.SessionId}.{record.CitizenId}")];

    public override async Task<Outcome<Written>> SendAsync(
        VoucherClient client, IReadOnlyList<EnrolRequest> records, Guid requestId, CancellationToken cancellation)
    {
        var record = records[0];
        var outcome = await client.EnrolAsync(
            record.SessionId, record.CitizenId, record.NominatedBy, requestId, cancellation);
        return outcome.Map(_ => new Written(1, 0));
    }
}
