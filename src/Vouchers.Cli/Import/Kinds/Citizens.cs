using System.Globalization;
using System.Text.RegularExpressions;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Import.Kinds;

/// <summary>
/// Citizens with their target groups: a row for each group, one after another; the others are joined.
/// </summary>
internal sealed partial class Citizens : ImportKind<ImportedCitizen>
{
    private static readonly Column Id = new("id", "the citizen's id in this system");
    private static readonly Column NationalId = new("national_id", "hashed on arrival, stored nowhere", IsSecret: true);
    private static readonly Column FullName = new("full_name", "masked on arrival, stored nowhere", IsSecret: true);
    private static readonly Column TargetGroup = new("target_group", "the group's code", IsRequired: false);
    private static readonly Column ValidFrom = new("valid_from", "from when on, with a group", IsRequired: false);
    private static readonly Column ValidUntil = new("valid_until", "until when, with a group", IsRequired: false);
    private static readonly Column Evidence = new("evidence", "what proves it", IsRequired: false);

    public static readonly IReadOnlyList<Column> All =
        [Id, NationalId, FullName, TargetGroup, ValidFrom, ValidUntil, Evidence];

    /// <summary>The smallest file.</summary>
    public const string Sample =
        "id,national_id,full_name,target_group,valid_from,valid_until\n"
        + "z-0001,330302200001011234,王小明,rural-youth,2020-01-01,2089-12-31";

    public override string Name => "citizens";

    public override IReadOnlyList<Column> Columns => All;

    public override int BatchSize => 1_000;

    public override ImportedCitizen Read(CsvRow row)
    {
        var citizen = new ImportedCitizen
        {
            Id = row.Id(Id),
            NationalId = row.Text(NationalId, mostCharacters: 40),
            FullName = row.Text(FullName, mostCharacters: 100),
        };
        if (ReadMembership(row) is { } membership)
            citizen.Memberships.Add(membership);
        return citizen;
    }

    // The service reads national IDs in either case: 33…12x and 33…12X are one person.
    public override IEnumerable<(Column Column, string Value)> KeysOf(ImportedCitizen record) =>
        [(Id, record.Id), (NationalId, record.NationalId.ToUpperInvariant())];

    public override bool TryMerge(ImportedCitizen record, ImportedCitizen next, CsvRow row)
    {
        if (record.Id != next.Id)
            return false;
        if (record.NationalId != next.NationalId)
            row.Refuse(NationalId, next.NationalId, "differs from that of the row before, which has the same id");
        else if (record.FullName != next.FullName)
            row.Refuse(FullName, next.FullName, "differs from that of the row before, which has the same id");
        else if (next.Memberships is not [var membership])
            row.Refuse(Id, next.Id, "is there already, in the row before");
        else if (record.Memberships.Any(known => known.TargetGroup == membership.TargetGroup))
            row.Refuse(TargetGroup, membership.TargetGroup, "is there already for this citizen");
        else
            record.Memberships.Add(membership);
        return true;
    }

    // A row holds one membership, but for a first row that holds none.
    public override CsvRow RowOf(Entry<ImportedCitizen> entry, string field) =>
        MembershipOf().Match(field) is { Success: true } match
            ? entry.Rows[^(entry.Record.Memberships.Count
                - int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))]
            : entry.Rows[0];

    public override async Task<Outcome<Written>> SendAsync(
        VoucherClient client, IReadOnlyList<ImportedCitizen> records, Order order, CancellationToken cancellation)
    {
        var request = new ImportCitizensRequest
        {
            RequestId = $"{order.RequestId}", Citizens = { records }, ValidateOnly = order.ValidateOnly,
        };
        var outcome = await client.Citizens.ImportCitizensAsync(request, cancellationToken: cancellation).AsOutcome();
        return outcome.Map(answer => new Written(answer.Created, answer.Updated));
    }

    private static Membership? ReadMembership(CsvRow row)
    {
        var (from, until) = (row.Time(ValidFrom), row.Time(ValidUntil, isEnd: true));
        var evidence = row.Text(Evidence);
        if (row.Id(TargetGroup) is not { Length: > 0 } group)
            return null;
        if (row.Faults.Count == 0 && from is null)
            row.Refuse(ValidFrom, "", "must not be empty where there is a target_group");
        if (row.Faults.Count == 0 && until is null)
            row.Refuse(ValidUntil, "", "must not be empty where there is a target_group");
        if (from is not null && until is not null && until <= from)
            row.Refuse(ValidUntil, row.Text(ValidUntil), "is not after valid_from");
        return new() { TargetGroup = group, ValidFrom = from, ValidUntil = until, Evidence = evidence };
    }

    [GeneratedRegex(@"memberships\[(\d+)\]")]
    private static partial Regex MembershipOf();
}
