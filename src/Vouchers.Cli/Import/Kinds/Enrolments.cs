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
        VoucherClient client, IReadOnlyList<EnrolRequest> records, Order order, CancellationToken cancellation)
    {
        var request = new EnrolRequest(records[0])
        {
            RequestId = $"{order.RequestId}", ValidateOnly = order.ValidateOnly,
        };
        var outcome = await client.Enrolments.EnrolAsync(request, cancellationToken: cancellation).AsOutcome();
        return outcome.Map(_ => new Written(1, 0));
    }

    /// <summary>Each row alone may find a free seat where all of them do not.</summary>
    public override async Task<IReadOnlyList<Reject>> JudgeTogetherAsync(
        VoucherClient client, IEnumerable<Entry<EnrolRequest>> entries, CancellationToken cancellation)
    {
        var rejects = new List<Reject>();
        foreach (var wanted in entries.ToLookup(entry => entry.Record.SessionId))
        {
            var session = Run.Require(await client.GetSessionAsync(wanted.Key, cancellation));
            var free = session.Capacity - session.Enrolled;
            if (wanted.Count() <= free)
                continue;
            // Of an import that is run again some sit there already, and need no seat.
            var seated = Run.Require(await client.ListEnrolmentsAsync(wanted.Key, cancellation: cancellation)
                .CollectAsync(cancellation)).Where(HasSeat).Select(enrolment => enrolment.CitizenId).ToHashSet();
            var standing = wanted.Where(entry => !seated.Contains(entry.Record.CitizenId)).ToList();
            rejects.AddRange(standing.Skip(free).Select(entry => entry.Rows[0].RejectOf(
                SessionId, wanted.Key, $"SESSION_FULL: {standing.Count} rows of the file want {free} free seats")));
        }
        return rejects;
    }

    private static bool HasSeat(Enrolment enrolment) => enrolment.State is Enrolment.Types.State.Enrolled
        or Enrolment.Types.State.Attending or Enrolment.Types.State.Completed or Enrolment.Types.State.Certified;
}
