using System.Collections.Frozen;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// Every entity's table. The order is the order of writing, the same on each node, so that two batches meet their
/// common rows in one order.
/// </summary>
internal static class EntityTables
{
    /// <summary>A key that joins an id with an id or a code: both, and a dot.</summary>
    public const int JoinedKeyLength = 200;

    public static readonly EntityTable<Counter> Counters = new(
        "counter",
        new ColumnList<Counter>().Long("last_number", r => r.Last),
        r => new Counter(r.Id<Counter>(), r.Long()));

    public static readonly EntityTable<Course> Courses = new(
        "course",
        new ColumnList<Course>()
            .Text("title", 400, r => r.Title)
            .Text("title_en", 400, r => r.TitleEn)
            .Code("occupation", r => r.Occupation)
            .Int("level", r => r.Level)
            .Int("class_hours", r => r.ClassHours)
            .Code("batch", r => r.Batch),
        r => new Course(r.Id<Course>(), r.Text(), r.Text(), r.Text(), r.Int(), r.Int(), r.Text()));

    public static readonly EntityTable<Institution> Institutions = new(
        "institution",
        new ColumnList<Institution>()
            .Int("number", r => r.Number)
            .Text("name", 400, r => r.Name)
            .Int("kind", r => (int)r.Kind)
            .Time("accredited_until", r => r.AccreditedUntil)
            .Bool("suspended", r => r.Suspended),
        r => new Institution(r.Id<Institution>(), r.Int(), r.Text(), (InstitutionKind)r.Int(), r.Time(), r.Bool()),
        uniques: new UniqueRule("institution_number", r => ((Institution)r).Number));

    public static readonly EntityTable<Branch> Branches = new(
        "branch",
        new ColumnList<Branch>()
            .Id("institution_id", r => r.InstitutionId)
            .Text("name", 400, r => r.Name)
            .Text("address", 1_000, r => r.Address),
        r => new Branch(r.Id<Branch>(), r.Id<Institution>(), r.Text(), r.Text()));

    public static readonly EntityTable<Device> Devices = new(
        "device",
        new ColumnList<Device>()
            .Id("institution_id", r => r.InstitutionId)
            .Id("branch_id", r => r.BranchId)
            .Text("name", 400, r => r.Name)
            .Bool("revoked", r => r.Revoked),
        r => new Device(r.Id<Device>(), r.Id<Institution>(), r.Id<Branch>(), r.Text(), r.Bool()));

    public static readonly EntityTable<Agency> Agencies = new(
        "agency",
        new ColumnList<Agency>().Text("name", 400, r => r.Name),
        r => new Agency(r.Id<Agency>(), r.Text()));

    public static readonly EntityTable<Session> Sessions = new(
        "session",
        new ColumnList<Session>()
            .Id("course_id", r => r.CourseId, isFixed: true)
            .Id("institution_id", r => r.InstitutionId, isFixed: true)
            .Id("branch_id", r => r.BranchId)
            .Int("kind", r => (int)r.Kind)
            .Time("starts_at", r => r.StartsAt)
            .Time("ends_at", r => r.EndsAt)
            .Int("capacity", r => r.Capacity)
            .Int("enrolled", r => r.Enrolled)
            .Bool("cancelled", r => r.Cancelled),
        r => new Session(
            r.Id<Session>(), r.Id<Course>(), r.Id<Institution>(), r.Id<Branch>(), (SessionKind)r.Int(), r.Time(),
            r.Time(), r.Int(), r.Int(), r.Bool()));

    public static readonly EntityTable<Programme> Programmes = new(
        "programme",
        new ColumnList<Programme>()
            .Int("number", r => r.Number)
            .Text("title", 400, r => r.Title)
            .Int("category", r => (int)r.Category)
            .Currency(r => r.Currency)
            .Time("valid_from", r => r.ValidFrom)
            .Time("valid_until", r => r.ValidUntil)
            .Int("state", r => (int)r.State)
            .Json("rules", r => RulesJson.Write(r.Rules)),
        r => new Programme(
            r.Id<Programme>(), r.Int(), r.Text(), (SubsidyCategory)r.Int(), r.Currency(), r.Time(), r.Time(),
            (ProgrammeState)r.Int(), RulesJson.Read(r.Text())),
        uniques: new UniqueRule("programme_number", r => ((Programme)r).Number));

    public static readonly EntityTable<Citizen> Citizens = new(
        "citizen",
        new ColumnList<Citizen>()
            .Ascii("national_id_hash", 64, r => r.NationalIdHash)
            .Text("masked_name", 16, r => r.MaskedName),
        r => new Citizen(r.Id<Citizen>(), r.Text(), r.Text()),
        uniques: new UniqueRule("citizen_national_id", r => ((Citizen)r).NationalIdHash));

    public static readonly EntityTable<EndedSessions> EndedSessions = new(
        "ended_sessions",
        new ColumnList<EndedSessions>().Time("ended_at", r => r.EndedAt),
        r => new EndedSessions(r.Id<EndedSessions>(), r.Time()));

    public static readonly EntityTable<Membership> Memberships = new(
        "membership",
        new ColumnList<Membership>()
            .Id("citizen_id", r => r.CitizenId, isFixed: true)
            .Code("target_group", r => r.TargetGroup, isFixed: true)
            .Time("valid_from", r => r.ValidFrom)
            .Time("valid_until", r => r.ValidUntil)
            .Text("evidence", 400, r => r.Evidence),
        r =>
        {
            r.Skip();
            return new Membership(r.Id<Citizen>(), r.Text(), r.Time(), r.Time(), r.Text());
        },
        JoinedKey(ColumnType.Text));

    public static readonly EntityTable<Enrolment> Enrolments = new(
        "enrolment",
        new ColumnList<Enrolment>()
            .Id("session_id", r => r.SessionId, isFixed: true)
            .Id("citizen_id", r => r.CitizenId, isFixed: true)
            .Id("institution_id", r => r.InstitutionId, isFixed: true)
            .Int("state", r => (int)r.State)
            .Time("enrolled_at", r => r.EnrolledAt)
            .Int("attended_hours", r => r.AttendedHours)
            .Text("nominated_by", 400, r => r.NominatedBy)
            .Time("completed_at", r => r.CompletedAt)
            .Text("certificate_number", 200, r => r.CertificateNumber)
            .Int("certified_level", r => r.CertifiedLevel)
            .Id("agency_id", r => r.AgencyId),
        r =>
        {
            r.Skip();
            return new Enrolment(
                r.Id<Session>(), r.Id<Citizen>(), r.Id<Institution>(), (EnrolmentState)r.Int(), r.Time(), r.Int(),
                r.Text(), r.OptionalTime(), r.Text(), r.Int(), r.OptionalId<Agency>());
        },
        uniques: new UniqueRule("enrolment_session", r => (((Enrolment)r).SessionId, ((Enrolment)r).CitizenId)))
    { ChangesOftenAlone = true };

    public static readonly EntityTable<Voucher> Vouchers = new(
        "voucher",
        new ColumnList<Voucher>()
            .Id("programme_id", r => r.ProgrammeId, isFixed: true)
            .Id("citizen_id", r => r.CitizenId, isFixed: true)
            .Code("target_group", r => r.TargetGroup, isFixed: true)
            .Code("occupation", r => r.Occupation)
            .Int("level", r => r.Level)
            .Long("face_minor", r => r.Face.MinorUnits)
            .Currency(r => r.Face.Currency)
            .Time("issued_at", r => r.IssuedAt)
            .Time("valid_until", r => r.ValidUntil)
            .Int("state", r => (int)r.State)
            .Bool("suspended", r => r.Suspended)
            .Int("status_list", r => r.StatusList, isFixed: true)
            .Int("status_index", r => r.StatusIndex, isFixed: true)
            .Long("code", r => r.Code, isFixed: true)
            .Int("pin_generation", r => r.PinGeneration)
            .Int("pin_failures", r => r.PinFailures)
            .Id("session_id", r => r.SessionId)
            .Id("institution_id", r => r.InstitutionId)
            .Time("reserved_until", r => r.ReservedUntil)
            .Id("redemption_id", r => r.RedemptionId)
            .Time("redeemed_at", r => r.RedeemedAt)
            .Time("presentation_floor", r => r.PresentationFloor)
            .Time("viewed_at", r => r.ViewedAt),
        r => new Voucher(
            r.Id<Voucher>(), r.Id<Programme>(), r.Id<Citizen>(), r.Text(), r.Text(), r.Int(),
            new Money(r.Long(), r.Currency()), r.Time(), r.Time(), (VoucherState)r.Int(), r.Bool(), r.Int(), r.Int(),
            r.Long(), r.Int(), r.Int(), r.OptionalId<Session>(), r.OptionalId<Institution>(), r.OptionalTime(),
            r.OptionalId<Redemption>(), r.OptionalTime(), r.OptionalTime(), r.OptionalTime()),
        uniques:
        [
            new UniqueRule("voucher_code", r => ((Voucher)r).Code),
            new UniqueRule("voucher_status", r => (((Voucher)r).StatusList, ((Voucher)r).StatusIndex)),
        ])
    { ChangesOftenAlone = true };

    public static readonly EntityTable<VoucherCredential> Credentials = new(
        "voucher_credential",
        new ColumnList<VoucherCredential>().Bytes("cose", 4_000, r => r.Cose),
        r => new VoucherCredential(r.Id<Voucher>(), r.Bytes()));

    public static readonly EntityTable<Redemption> Redemptions = new(
        "redemption",
        new ColumnList<Redemption>()
            .Ascii("receipt", 40, r => r.Receipt, isFixed: true)
            .Id("voucher_id", r => r.VoucherId, isFixed: true)
            .Id("citizen_id", r => r.CitizenId, isFixed: true)
            .Id("programme_id", r => r.ProgrammeId)
            .Id("institution_id", r => r.InstitutionId, isFixed: true)
            .Id("branch_id", r => r.BranchId)
            .Id("device_id", r => r.DeviceId)
            .Id("session_id", r => r.SessionId, isFixed: true)
            .Long("amount_minor", r => r.Amount.MinorUnits)
            .Long("face_minor", r => r.Face.MinorUnits)
            .Currency(OneCurrency)
            .Int("evidence", r => (int)r.Evidence)
            .Time("redeemed_at", r => r.RedeemedAt)
            .Text("redeemed_by", 200, r => r.RedeemedBy)
            .Int("state", r => (int)r.State)
            .Time("voided_at", r => r.VoidedAt)
            .Text("void_reason", 400, r => r.VoidReason)
            .Time("earned_at", r => r.EarnedAt)
            .Id("payout_item_id", r => r.PayoutItemId),
        ReadRedemption,
        uniques:
        [
            new UniqueRule("redemption_receipt", r => ((Redemption)r).Receipt),
            new UniqueRule("redemption_unvoided", r => UnvoidedVoucher(r)),
            new UniqueRule("redemption_training", r => UnvoidedTraining(r)),
        ])
    { ChangesOftenAlone = true };

    public static readonly EntityTable<ForceMajeure> ForceMajeures = new(
        "force_majeure",
        new ColumnList<ForceMajeure>()
            .Id("redemption_id", r => r.RedemptionId, isFixed: true)
            .Id("programme_id", r => r.ProgrammeId, isFixed: true)
            .Id("institution_id", r => r.InstitutionId, isFixed: true)
            .Long("amount_minor", r => r.Amount.MinorUnits)
            .Currency(r => r.Amount.Currency)
            .Int("state", r => (int)r.State)
            .Text("reason", 400, r => r.Reason)
            .Text("requested_by", 200, r => r.RequestedBy)
            .Time("requested_at", r => r.RequestedAt)
            .Text("decided_by", 200, r => r.DecidedBy)
            .Time("decided_at", r => r.DecidedAt),
        r => new ForceMajeure(
            r.Id<ForceMajeure>(), r.Id<Redemption>(), r.Id<Programme>(), r.Id<Institution>(),
            new Money(r.Long(), r.Currency()), (ForceMajeureState)r.Int(), r.Text(), r.Text(), r.Time(), r.Text(),
            r.OptionalTime()),
        uniques: new UniqueRule(
            "force_majeure_redemption",
            r => r is ForceMajeure { State: not ForceMajeureState.Declined } asked ? asked.RedemptionId : null));

    public static readonly EntityTable<BulkIssue> BulkIssues = new(
        "bulk_issue",
        new ColumnList<BulkIssue>()
            .Id("programme_id", r => r.ProgrammeId)
            .Code("target_group", r => r.TargetGroup)
            .Code("occupation", r => r.Occupation)
            .Int("level", r => r.Level)
            .Text("started_by", 200, r => r.StartedBy)
            .Time("started_at", r => r.StartedAt)
            .Int("state", r => (int)r.State)
            .Int("total", r => r.Total)
            .Int("considered", r => r.Considered)
            .Int("issued", r => r.Issued)
            .Int("refused", r => r.Refused)
            .Text("cursor_key", JoinedKeyLength, r => r.Cursor),
        r => new BulkIssue(
            r.Id<BulkIssue>(), r.Id<Programme>(), r.Text(), r.Text(), r.Int(), r.Text(), r.Time(),
            (BulkIssueState)r.Int(), r.Int(), r.Int(), r.Int(), r.Int(), r.Text()));

    public static readonly EntityTable<BulkIssueReject> BulkIssueRejects = new(
        "bulk_issue_reject",
        new ColumnList<BulkIssueReject>()
            .Id("bulk_issue_id", r => r.BulkIssueId, isFixed: true)
            .Id("citizen_id", r => r.CitizenId, isFixed: true)
            .Int("code", r => (int)r.Code)
            .Text("message", 1_000, r => r.Message),
        r =>
        {
            r.Skip();
            return new BulkIssueReject(r.Id<BulkIssue>(), r.Id<Citizen>(), (RefusalCode)r.Int(), r.Text());
        },
        JoinedKey(ColumnType.Ascii));

    public static readonly IReadOnlyList<EntityTable> All =
    [
        Courses, Institutions, Branches, Devices, Agencies, Sessions, Programmes, Citizens, EndedSessions, Memberships,
        Enrolments, Vouchers, Credentials, Redemptions, ForceMajeures, BulkIssues, BulkIssueRejects,
        .. FinanceTables.All, .. ReconciliationTables.All, .. OfflineTables.All, Counters,
    ];

    private static readonly FrozenDictionary<Type, EntityTable> ByType = All.ToFrozenDictionary(t => t.Type);

    /// <summary>The table that keeps the rows of this type.</summary>
    /// <exception cref="ArgumentException">No table does.</exception>
    public static EntityTable Of(Type type) => ByType.TryGetValue(type, out var table)
        ? table
        : throw new ArgumentException($"No table keeps rows of {type.Name}.", nameof(type));

    /// <summary>The key column of a table whose keys join two ids.</summary>
    public static Column JoinedKey(ColumnType type) =>
        new("id", type, JoinedKeyLength, false, false, row => ((Entity)row).Key);

    private static Currency OneCurrency(Redemption redemption) =>
        redemption.Amount.Currency == redemption.Face.Currency
            ? redemption.Amount.Currency
            : throw new InvalidOperationException(
                $"Redemption {redemption.Id} pays {redemption.Amount} of a face of {redemption.Face}.");

    private static Id<Voucher>? UnvoidedVoucher(Entity row) =>
        row is Redemption { State: not RedemptionState.Voided } redemption ? redemption.VoucherId : null;

    private static Id<Enrolment>? UnvoidedTraining(Entity row) =>
        row is Redemption { State: not RedemptionState.Voided } redemption
            ? Enrolment.IdOf(redemption.SessionId, redemption.CitizenId)
            : null;

    private static Redemption ReadRedemption(RowReader r)
    {
        var (id, receipt, voucher, citizen) = (r.Id<Redemption>(), r.Text(), r.Id<Voucher>(), r.Id<Citizen>());
        var (programme, institution, branch) = (r.Id<Programme>(), r.Id<Institution>(), r.Id<Branch>());
        var (device, session) = (r.OptionalId<Device>(), r.Id<Session>());
        var (amount, face, currency) = (r.Long(), r.Long(), r.Currency());
        return new Redemption(
            id, receipt, voucher, citizen, programme, institution, branch, device, session,
            new Money(amount, currency), new Money(face, currency), (EvidenceKind)r.Int(), r.Time(),
            r.Text(), (RedemptionState)r.Int(), r.OptionalTime(), r.Text(), r.OptionalTime(),
            r.OptionalId<PayoutItem>());
    }
}
