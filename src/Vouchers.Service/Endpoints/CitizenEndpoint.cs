using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Grpc.Core;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Citizens. The national ID and the full name end here: only a keyed hash and a mask go on.</summary>
internal sealed partial class CitizenEndpoint(LedgerCalls calls, ILedgerStore store, KeyStore keys)
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
        return new V1.GetCitizenResponse { Citizen = await WithMembershipsAsync(citizen, context.CancellationToken) };
    }

    public override async Task<V1.ListCitizensResponse> ListCitizens(
        V1.ListCitizensRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.ProgrammeOfficer, Role.Auditor);
        var fields = new RequestFields();
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListCitizens));
        fields.ThrowIfInvalid();
        var (rows, next) = page.Cut(await store.ListAsync<Citizen>(page.Rows(), context.CancellationToken));
        var response = new V1.ListCitizensResponse { NextPageToken = next };
        foreach (var citizen in rows)
            response.Citizens.Add(await WithMembershipsAsync(citizen, context.CancellationToken));
        return response;
    }

    [GeneratedRegex("^[0-9A-Z]{5,30}$")]
    private static partial Regex NationalIdForm();

    private async Task<V1.Citizen> WithMembershipsAsync(Citizen citizen, CancellationToken cancellation) =>
        citizen.ToProto(await store.AllAsync<Membership>([("citizen_id", citizen.Id.Value)], cancellation));

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
