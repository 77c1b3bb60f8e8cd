using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;

namespace Vouchers.Service;

internal sealed partial class StatementEndpoint
{
    // Often enough for a person who waits, seldom enough to cost nothing.
    private const int LinesBetweenWords = 5_000;

    public override async Task ImportStatements(
        IAsyncStreamReader<V1.ImportStatementsRequest> requestStream,
        IServerStreamWriter<V1.ImportStatementsResponse> responseStream, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.Finance);
        var cancellation = context.CancellationToken;
        if (!await requestStream.MoveNext(cancellation) || requestStream.Current.Header is not { } header)
            throw Failures.Invalid([new() { Field = "header", Description = "must come first" }]);
        var (funding, mapping) = await ReadAsync(header, cancellation);
        await using var spool = await BankFileSpool.TakeAsync(requestStream, cancellation);
        var (read, added) = (0L, 0L);
        var file = await new StatementReading().ReadAsync(Parts(), lines => TellAsync(read = lines, 0));
        var begins = await import.JudgeAsync(actor, funding, file, cancellation);
        var imported = new List<Imported>();
        if (header.ValidateOnly)
        {
            for (var i = 0; i < begins.Count; i++)
                imported.Add(await import.TryAsync(begins[i], file.Statements[i], cancellation));
        }
        else
            imported.AddRange(
                await import.AddAsync(begins, file, Parts(), lines => TellAsync(read, lines), cancellation));

        var all = await store.AllAsync<Statement>([], cancellation);
        await responseStream.WriteAsync(new V1.ImportStatementsResponse
        {
            Result = new V1.ImportStatementsResponse.Types.Result
            {
                Statements = { imported.Select(i => ToProto(i, all)) }, Notes = { file.Notes },
            },
        }, cancellation);

        IAsyncEnumerable<StatementPart> Parts() => mapping is null
            ? Camt053.ReadAsync(spool.Rewind(), null, cancellation)
            : StatementCsv.ReadAsync(spool.Rewind(), mapping, null, cancellation);

        Task TellAsync(long linesRead, long linesAdded)
        {
            var now = linesRead + linesAdded;
            if (now - added < LinesBetweenWords)
                return Task.CompletedTask;
            added = now;
            return responseStream.WriteAsync(new V1.ImportStatementsResponse
            {
                Progress = new() { LinesRead = linesRead, LinesAdded = linesAdded },
            }, cancellation);
        }
    }

    private static V1.ImportedStatement ToProto(Imported imported, IReadOnlyList<Statement> all) => new()
    {
        Statement = imported.Statement.ToProto(),
        WasKnown = imported.WasKnown,
        Notes =
        {
            imported.Found.End.Notes.Select(n => n.Message).Concat(StatementNeighbours.Notes(imported.Statement, all)),
        },
    };

    private async Task<(Id<FundingAccount>? Funding, StatementTableMapping? Mapping)> ReadAsync(
        V1.ImportStatementsRequest.Types.Header header, CancellationToken cancellation)
    {
        var fields = new RequestFields();
        var funding = fields.OptionalId<FundingAccount>(header.FundingAccountId);
        if (header.Table is not null && funding is null)
            fields.Violate("header.funding_account_id", "must be set for a CSV, which does not name its account");
        fields.ThrowIfInvalid();
        if (header.Table is null)
            return (funding, null);
        var mapping = fields.Read(header.Table, await store.GetAsync(funding!.Value, cancellation));
        fields.ThrowIfInvalid();
        return (funding, mapping);
    }
}
