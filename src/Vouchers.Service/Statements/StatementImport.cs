using System.Globalization;
using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>A statement after its import, and whether the same file had brought it before.</summary>
internal readonly record struct Imported(FoundStatement Found, Statement Statement, bool WasKnown);

/// <summary>
/// Imports a bank's file in two readings. The first keeps nothing and judges every statement; only where none is
/// refused does the second add the lines, step by step. Each step moves its statement's cursor, so that the same file
/// goes on where an import was broken off, and changes nothing where it was not.
/// </summary>
internal sealed class StatementImport(
    LedgerPipeline pipeline, LedgerCalls calls, ILedgerStore store, TimeProvider time)
{
    private const int LongestHolidayDays = 10;

    /// <summary>The command that each statement of a file begins with.</summary>
    /// <exception cref="RpcException">No funding account fits, or a statement would be refused.</exception>
    public async Task<IReadOnlyList<ImportStatement>> JudgeAsync(
        Actor actor, Id<FundingAccount>? funding, FoundFile file, CancellationToken cancellation)
    {
        var accounts = await store.AllAsync<FundingAccount>([], cancellation);
        var begins = new List<ImportStatement>();
        foreach (var found in file.Statements)
        {
            var account = funding is { } named
                ? accounts.Find(a => a.Id == named) ?? throw Refusal.NotFound(named).ToRpcException()
                : accounts.Find(a => IsNumberOf(a, found.End.Header.Account)) ?? throw Stranger(found);
            var currency = found.Currency ?? account.Currency;
            var begin = new ImportStatement(actor, account.Id, file.Digest.Sha256, found.Ordinal,
                found.End.Header.Account ?? "", found.End.Header.StatementId ?? "", found.From, found.To,
                In(currency, found.End.Opening), In(currency, found.End.Closing), currency, found.Lines,
                found.Verdict.Length > 0 ? found.Verdict : NotYet(found));
            Answer<Statement>(await calls.TryAsync(begin, cancellation));
            begins.Add(begin);
        }

        return begins;
    }

    /// <summary>
    /// Why a statement of days to come cannot be checked: a run would take every payment for missing. Empty where they
    /// have come, or where it may be dated by the bank's next working day.
    /// </summary>
    private string NotYet(FoundStatement found) =>
        found.To > Timestamp.From(time.GetUtcNow()).CityDay.AddDays(LongestHolidayDays)
            ? string.Create(CultureInfo.InvariantCulture, $"It ends on {found.To:yyyy-MM-dd}, which has not come yet.")
            : "";

    /// <summary>What a statement would become.</summary>
    public async Task<Imported> TryAsync(
        ImportStatement begin, FoundStatement found, CancellationToken cancellation)
    {
        var statement = Answer<Statement>(await calls.TryAsync(begin, cancellation));
        return statement.State != StatementState.Importing
            ? new Imported(found, statement, WasKnown: true)
            : new Imported(found, statement with
            {
                State = statement.Verdict.Length > 0 ? StatementState.Held : StatementState.Open,
            }, WasKnown: false);
    }

    /// <summary>Adds the lines of a file that was judged, in a second reading.</summary>
    /// <param name="begins">What <see cref="JudgeAsync"/> answered.</param>
    /// <param name="file">What the first reading found.</param>
    /// <param name="parts">The second reading.</param>
    /// <param name="progress">Told of the lines added so far.</param>
    /// <param name="cancellation">Breaks it off between two steps.</param>
    public async Task<IReadOnlyList<Imported>> AddAsync(
        IReadOnlyList<ImportStatement> begins, FoundFile file, IAsyncEnumerable<StatementPart> parts,
        Func<long, Task> progress, CancellationToken cancellation)
    {
        var imported = new List<Imported>();
        var before = 0L;
        Adding? adding = null;
        await foreach (var part in parts.WithCancellation(cancellation))
        {
            if (part is StatementPart.Opened)
            {
                var begin = begins[imported.Count];
                adding = new Adding(
                    begin.Actor, await StepAsync(begin, cancellation), file.Statements[imported.Count]);
            }
            else if (part is StatementPart.Line line && adding!.Take(line.Value))
            {
                await FlushAsync(adding, cancellation);
                await progress(before + adding.Seen);
            }
            else if (part is StatementPart.Closed)
            {
                await FlushAsync(adding!, cancellation);
                before += adding!.Seen;
                imported.Add(new Imported(adding.Found, adding.Statement, adding.WasKnown));
            }
        }

        return imported;
    }

    private async Task FlushAsync(Adding adding, CancellationToken cancellation)
    {
        // Another import of the same file may be ahead: what it added is left out here.
        while (adding.Next() is { } step)
            adding.Added(await StepAsync(step, cancellation));
    }

    private async Task<Statement> StepAsync(Command<Statement> step, CancellationToken cancellation) =>
        Answer<Statement>(await pipeline.StepAsync(step, cancellation));

    private static T Answer<T>(Decision decision) => decision switch
    {
        Decision.Accepted { Answer: T answer } => answer,
        Decision.Refused refused => throw refused.Refusal.ToRpcException(),
        _ => throw new InvalidOperationException($"A {decision.GetType().Name} is not known here."),
    };

    // A balance in another currency is in the verdict, and no balance of the account.
    private static long? In(Currency currency, Money? balance) =>
        balance is { } told && told.Currency == currency ? told.MinorUnits : null;

    private static bool IsNumberOf(FundingAccount account, string? number) =>
        number is not null && ImportStatement.Plain(number) == account.Bank.AccountNumber;

    private static RpcException Stranger(FoundStatement found) => Refusal.Of(RefusalCode.NotFound,
        found.End.Header.Account is { } number
            ? $"Statement {found.Ordinal} of the file is of account {number}, which is no funding account here; "
                + "register it, or ask the bank for another file."
            : $"Statement {found.Ordinal} of the file names no account; say which funding account it is of.",
        ("account", found.End.Header.Account ?? ""), ("ordinal", $"{found.Ordinal}")).ToRpcException();

    /// <summary>The lines of one statement on their way into the ledger.</summary>
    private sealed class Adding(Actor actor, Statement statement, FoundStatement found)
    {
        private readonly List<NewStatementLine> waiting = [];

        public Statement Statement { get; private set; } = statement;

        public FoundStatement Found => found;

        /// <summary>True where the whole statement was there before.</summary>
        public bool WasKnown { get; } = statement.State != StatementState.Importing;

        /// <summary>How many lines of the statement were read.</summary>
        public int Seen { get; private set; }

        /// <summary>Takes a line; true where a step is full.</summary>
        public bool Take(Vouchers.Reconciliation.BankMessages.StatementLine line)
        {
            if (!line.Moves(Statement.Currency))
                return false;
            Seen++;
            if (Seen <= Statement.Added || Statement.State != StatementState.Importing)
                return false;
            waiting.Add(line.ToLedger(found.To));
            return waiting.Count == AddStatementLines.MaxLines;
        }

        /// <summary>The next step, or null where nothing is left to do until more lines were read.</summary>
        public AddStatementLines? Next()
        {
            if (Statement.State != StatementState.Importing)
                return null;
            var known = Math.Max(0, Statement.Added - (Seen - waiting.Count));
            waiting.RemoveRange(0, Math.Min(known, waiting.Count));
            // A statement without lines still has the one step that ends its import.
            return waiting.Count > 0 || Statement.Lines == 0
                ? new AddStatementLines(actor, Statement.Id, Statement.Added, [.. waiting])
                : null;
        }

        public void Added(Statement after) => Statement = after;
    }
}
