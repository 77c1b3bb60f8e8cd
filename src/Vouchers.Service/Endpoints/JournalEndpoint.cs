using System.Globalization;
using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>The books, for those who answer for them.</summary>
internal sealed class JournalEndpoint(ILedgerStore store, SignedHeads heads, VoucherTrail trail)
    : V1.JournalService.JournalServiceBase
{
    /// <summary>Checkpoints in one request: as many as its bytes allow with room to spare.</summary>
    private const int MaxGiven = 10_000;

    private static readonly Role[] Readers = [Role.ProgrammeOfficer, Role.Finance, Role.Auditor];

    public override async Task<V1.ListJournalEntriesResponse> ListJournalEntries(
        V1.ListJournalEntriesRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Readers);
        var fields = new RequestFields();
        var subject = fields.Text(request.Subject, 0, 200);
        AccountId? account = AccountId.TryParse(request.Account, out var read) ? read : null;
        if (account is null && request.Account.Length > 0)
            fields.Violate("account", "must name an account as p3/available, p3/i12/payable or f1/bank; is not one");
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListJournalEntries), subject,
            request.Account);
        var (lane, sequence) = Position(fields, page.AfterKey);
        fields.ThrowIfInvalid();
        var query = new JournalQuery(
            null, subject.Length == 0 ? null : subject, lane, sequence, page.Size + 1, account);
        var rows = await store.ListJournalAsync(query, context.CancellationToken);
        var response = new V1.ListJournalEntriesResponse();
        response.Entries.AddRange(rows.Take(page.Size).Select(e => e.ToProto()));
        if (rows.Count > page.Size)
        {
            var last = rows[page.Size - 1];
            response.NextPageToken = PageToken.Write(page.Query, Key(last.Lane, last.Sequence));
        }

        return response;
    }

    public override async Task<V1.ListBalancesResponse> ListBalances(
        V1.ListBalancesRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Readers);
        var fields = new RequestFields();
        var asked = fields.OptionalId<Programme>(request.ProgrammeId);
        fields.ThrowIfInvalid();
        // Before what they refer to: a programme that is made in between has no balance here.
        var balances = await store.ListBalancesAsync(context.CancellationToken);
        var programmes = (await store.AllAsync<Programme>([], context.CancellationToken)).ToDictionary(p => p.Number);
        var institutions = (await store.AllAsync<Institution>([], context.CancellationToken))
            .ToDictionary(i => i.Number, i => i.Id.Value);
        var accounts = (await store.AllAsync<FundingAccount>([], context.CancellationToken))
            .ToDictionary(f => f.Number);
        var response = new V1.ListBalancesResponse();
        foreach (var (account, balance) in balances)
        {
            var programme = programmes.GetValueOrDefault(account.Programme);
            if (asked is not null && programme?.Id != asked)
                continue;
            var funding = accounts.GetValueOrDefault(account.Funding);
            response.Balances.Add(new V1.Balance
            {
                Account = account.ToString(),
                Kind = account.Kind.ToString().ToLowerInvariant(),
                ProgrammeId = programme?.Id.Value ?? "",
                InstitutionId = account.Institution == 0 ? "" : institutions[account.Institution],
                Balance_ = new Money(balance, programme?.Currency ?? funding!.Currency).ToProto(),
                FundingAccountId = funding?.Id.Value ?? "",
            });
        }

        return response;
    }

    public override async Task<V1.TraceVoucherResponse> TraceVoucher(
        V1.TraceVoucherRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Readers);
        var fields = new RequestFields();
        var id = fields.Id<Voucher>(request.VoucherId);
        fields.ThrowIfInvalid();
        return await trail.FollowAsync(id, context.CancellationToken);
    }

    public override async Task<V1.VerifyJournalResponse> VerifyJournal(
        V1.VerifyJournalRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Readers);
        var fields = new RequestFields();
        fields.Count(request.Checkpoints.Count, 0, MaxGiven, "checkpoints");
        fields.ThrowIfInvalid();
        var found = await heads.CollectAsync(
            [.. request.Checkpoints.Select(c => c.Memory)], fields, context.CancellationToken);
        fields.ThrowIfInvalid();
        var report = await store.VerifyAsync(found.Heads, context.CancellationToken);
        return new V1.VerifyJournalResponse
        {
            Checks = { report.Checks.Append(found.Signatures).Select(c => c.ToProto()) },
            Batches = report.Batches, Rows = report.Rows, SignedHeads = found.Heads.Count,
        };
    }

    public override async Task<V1.ListCheckpointsResponse> ListCheckpoints(
        V1.ListCheckpointsRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Readers);
        var fields = new RequestFields();
        var page = Page.Read(
            fields, request.PageSize, request.PageToken, nameof(ListCheckpoints), $"{request.Newest}");
        var (lane, number) = Position(fields, page.AfterKey);
        fields.ThrowIfInvalid();
        var rows = await store.ListCheckpointsAsync(
            new CheckpointQuery(request.Newest, lane, number, page.Size + 1), context.CancellationToken);
        var response = new V1.ListCheckpointsResponse();
        response.Checkpoints.AddRange(rows.Take(page.Size).Select(c => c.ToProto(heads.Read(c))));
        if (rows.Count > page.Size)
        {
            var last = rows[page.Size - 1];
            response.NextPageToken = PageToken.Write(page.Query, Key(last.Lane, last.Number));
        }

        return response;
    }

    private static string Key(int lane, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{lane}.{number}");

    // Of a line or of a batch in its lane.
    private static (int Lane, long Number) Position(RequestFields fields, string? key)
    {
        if (key is null)
            return (0, 0);
        var parts = key.Split('.');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var lane)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return (lane, number);
        fields.Violate("page_token", "is not a token of this query; pass next_page_token of the page before unchanged");
        return (0, 0);
    }
}
