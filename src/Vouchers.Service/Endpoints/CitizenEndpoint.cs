using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Grpc.Core;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Citizens. The national ID and the full name end here: only a keyed hash and a mask go on.</summary>
internal sealed partial class CitizenEndpoint(
    LedgerCalls calls, ILedgerStore store, KeyStore keys, SessionEnds ends, TimeProvider time)
    : V1.CitizenService.CitizenServiceBase
{
    private const int MaxCitizens = 1_000;
    private const int MaxMemberships = 20;

    public override Task<V1.ImportCitizensResponse> ImportCitizens(
        V1.ImportCitizensRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        fields.Count(request.Citizens.Count, 1, MaxCitizens, "citizens");
        var citizens = new List<ImportedCitizen>(request.Citizens.Count);
        for (var i = 0; i < Math.Min(request.Citizens.Count, MaxCitizens); i++)
            citizens.Add(ReadImported(fields.In($"citizens[{i}]"), request.Citizens[i]));
        fields.ThrowIfInvalid();
        return calls.ChangeAsync(context, request, requestId, new ImportCitizens(context.Caller(), citizens),
            done => new V1.ImportCitizensResponse { Created = done.Created, Updated = done.Updated });
    }

    public override async Task<V1.SetMembershipResponse> SetMembership(
        V1.SetMembershipRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        var id = fields.Id<Citizen>(request.CitizenId);
        var membership = fields.Message(request.Membership) is { } inside
            ? ReadMembership(inside, id, request.Membership)
            : null!;
        fields.ThrowIfInvalid();
        // The answer names this membership alone: what else the citizen has may change before a repeat.
        return await calls.ChangeAsync(context, request, requestId, new SetMembership(context.Caller(), membership),
            citizen => new V1.SetMembershipResponse { Citizen = citizen.ToProto([membership]) });
    }

    public override async Task<V1.EndSessionsResponse> EndSessions(
        V1.EndSessionsRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        var id = fields.Id<Citizen>(request.CitizenId);
        fields.ThrowIfInvalid();
        var response = await calls.ChangeAsync(context, request, requestId, new EndSessions(context.Caller(), id),
            ended => new V1.EndSessionsResponse { EndedAt = ended.EndedAt.ToProto() });
        // A repeat of an older request must not put an older time in the place of a newer one.
        ends.Forget(id);
        return response;
    }

    public override async Task<V1.GetCitizenResponse> GetCitizen(
        V1.GetCitizenRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.ProgrammeOfficer, Role.Auditor, Role.Citizen);
        var fields = new RequestFields();
        var id = fields.Id<Citizen>(request.CitizenId);
        fields.ThrowIfInvalid();
        if (!actor.MayRead(null, id))
            throw Refusal.NotFound(id).ToRpcException();
        var citizen = await store.GetAsync(id, context.CancellationToken);
        var memberships = await store.AllAsync<Membership>([("citizen_id", id.Value)], context.CancellationToken);
        return new V1.GetCitizenResponse { Citizen = citizen.ToProto(memberships) };
    }

    public override async Task<V1.ListCitizensResponse> ListCitizens(
        V1.ListCitizensRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.ProgrammeOfficer, Role.Auditor);
        var fields = new RequestFields();
        var group = fields.Code(request.TargetGroup, required: false);
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListCitizens), group);
        fields.ThrowIfInvalid();
        var (rows, memberships, next) = group.Length == 0
            ? await ListAllAsync(page, context.CancellationToken)
            : await ListOfGroupAsync(group, page, context.CancellationToken);
        return new V1.ListCitizensResponse
        {
            Citizens = { rows.Select(citizen => citizen.ToProto(memberships[citizen.Id])) }, NextPageToken = next,
        };
    }

    private async Task<(IReadOnlyList<Citizen> Rows, ILookup<Id<Citizen>, Membership> Memberships, string Next)>
        ListAllAsync(Page page, CancellationToken cancellation)
    {
        var (rows, next) = page.Cut(await store.ListAsync<Citizen>(page.Rows(), cancellation));
        return (rows, await MembershipsOfAsync(rows, cancellation), next);
    }

    // Members of a group lie far apart: a stretch of keys that holds them could hold everybody.
    private async Task<(IReadOnlyList<Citizen> Rows, ILookup<Id<Citizen>, Membership> Memberships, string Next)>
        ListOfGroupAsync(string group, Page page, CancellationToken cancellation)
    {
        Id<Citizen>? after = Id<Citizen>.TryParse(page.AfterKey, out var last) ? last : null;
        var (rows, next) = page.Cut(await store.ListEligibleAsync(
            group, Timestamp.From(time.GetUtcNow()), after, page.Size + 1, cancellation));
        var found = new List<Membership>();
        foreach (var citizen in rows)
            found.AddRange(await store.AllAsync<Membership>([("citizen_id", citizen.Id)], cancellation));
        return (rows, found.ToLookup(membership => membership.CitizenId), next);
    }

    [GeneratedRegex("^[0-9A-Z]{5,30}$")]
    private static partial Regex NationalIdForm();

    /// <summary>
    /// The memberships of a page, read as one stretch of keys. A key is its citizen's id, a dot and a group, so it lies
    /// between the first of the ids and the last one followed by what sorts behind a dot. Others may lie there too.
    /// </summary>
    private async Task<ILookup<Id<Citizen>, Membership>> MembershipsOfAsync(
        IReadOnlyList<Citizen> page, CancellationToken cancellation)
    {
        var found = new List<Membership>();
        var end = page.Select(citizen => $"{citizen.Id}/").Max(StringComparer.Ordinal);
        var after = page.Count == 0 ? null : page[0].Id.Value;
        var limit = Math.Clamp(2 * page.Count, 100, 1_000);
        while (after is not null)
        {
            var stretch = await store.ListAsync<Membership>(RowQuery.All(limit, after), cancellation);
            found.AddRange(stretch);
            after = stretch.Count == limit && string.CompareOrdinal(stretch[^1].Key, end) < 0 ? stretch[^1].Key : null;
        }

        return found.ToLookup(membership => membership.CitizenId);
    }

    private ImportedCitizen ReadImported(RequestFields fields, V1.ImportedCitizen asked)
    {
        var id = fields.NewId<Citizen>(asked.Id);
        fields.DemandNoIdNumber(asked.Id, "choose another id");
        var nationalId = asked.NationalId.Trim().ToUpperInvariant();
        if (!NationalIdForm().IsMatch(nationalId))
            fields.Violate("national_id", "must have 5 to 30 letters and digits");
        var name = fields.Text(asked.FullName, 1, 100);
        fields.Count(asked.Memberships.Count, 0, MaxMemberships, "memberships");
        var memberships = new List<Membership>(asked.Memberships.Count);
        for (var i = 0; i < Math.Min(asked.Memberships.Count, MaxMemberships); i++)
            memberships.Add(ReadMembership(fields.In($"memberships[{i}]"), id, asked.Memberships[i]));
        return new ImportedCitizen(new Citizen(id, HashOf(nationalId), MaskedName.Of(name)), memberships);
    }

    private static Membership ReadMembership(RequestFields fields, Id<Citizen> citizen, V1.Membership asked)
    {
        var group = fields.Code(asked.TargetGroup, required: true);
        var (from, until) = (fields.Time(asked.ValidFrom), fields.Time(asked.ValidUntil));
        if (asked.ValidFrom is not null && asked.ValidUntil is not null && until <= from)
            fields.Violate("valid_until", "must be after valid_from");
        fields.DemandNoIdNumber(asked.Evidence, "name the register and its reference");
        return new Membership(citizen, group, from, until, fields.Text(asked.Evidence, 0, 200));
    }

    private string HashOf(string nationalId) => Convert.ToHexStringLower(
        HMACSHA256.HashData(keys.Pepper.Span, Encoding.UTF8.GetBytes($"national-id:{nationalId}")));
}
