using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Import.Kinds;

internal sealed class Sessions : ImportKind<Session>
{
    private static readonly Column Id = new("id", "the session's id");
    private static readonly Column CourseId = new("course_id", "what is taught");
    private static readonly Column InstitutionId = new("institution_id", "by whom");
    private static readonly Column BranchId = new("branch_id", "where");
    private static readonly Column Kind =
        new("kind", "training (when empty), further_study or competition", IsRequired: false);
    private static readonly Column StartsAt = new("starts_at", "a date or time");
    private static readonly Column EndsAt = new("ends_at", "a date or time");
    private static readonly Column Capacity = new("capacity", "seats, 1 to 100000");

    public static readonly IReadOnlyList<Column> All =
        [Id, CourseId, InstitutionId, BranchId, Kind, StartsAt, EndsAt, Capacity];

    private static readonly Dictionary<string, SessionKind> Words = new()
    {
        ["training"] = SessionKind.Training,
        ["further_study"] = SessionKind.FurtherStudy,
        ["competition"] = SessionKind.Competition,
    };

    /// <summary>The smallest file.</summary>
    public const string Sample =
        "id,course_id,institution_id,branch_id,starts_at,ends_at,capacity\n"
        + "s-001,c-video,wz-vtc,wz-vtc-main,2026-03-01 09:00,2026-03-05 17:00,40";

    public override string Name => "sessions";

    public override IReadOnlyList<Column> Columns => All;

    public override int BatchSize => 1;

    public override Session Read(CsvRow row)
    {
        var session = new Session
        {
            Id = row.Id(Id),
            CourseId = row.Id(CourseId),
            InstitutionId = row.Id(InstitutionId),
            BranchId = row.Id(BranchId),
            Kind = row.Word(Kind, Words, SessionKind.Training),
            StartsAt = row.Time(StartsAt),
            EndsAt = row.Time(EndsAt, isEnd: true),
            Capacity = row.Number(Capacity, 1, 100_000),
        };
        if (session.StartsAt is { } starts && session.EndsAt is { } ends && ends <= starts)
            row.Refuse(EndsAt, row.Text(EndsAt), "is not after starts_at");
        return session;
    }

    public override IEnumerable<(Column Column, string Value)> KeysOf(Session record) => [(Id, record.Id)];

    public override async Task<Outcome<Written>> SendAsync(
        VoucherClient client, IReadOnlyList<Session> records, Order order, CancellationToken cancellation)
    {
        var request = new ScheduleSessionRequest
        {
            RequestId = $"{order.RequestId}", Session = records[0], ValidateOnly = order.ValidateOnly,
        };
        var outcome = await client.Catalogue.ScheduleSessionAsync(request, cancellationToken: cancellation)
            .AsOutcome();
        return outcome.Map(_ => new Written(1, 0));
    }
}
