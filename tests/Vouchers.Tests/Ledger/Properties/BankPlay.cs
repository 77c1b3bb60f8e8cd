using CsCheck;
using System.Globalization;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>
/// The finance office of <see cref="PayoutPlay"/> with its bank: statements that show its payments, whole, in parts,
/// together, twice, wrong or not at all; a matching that finds most of what they are; people who propose, resolve and
/// undo the rest; and months that close when nothing is left.
/// </summary>
internal sealed class BankPlay
{
    public static readonly Gen<List<Round>> Rounds = Gen.Select(
        Gen.Frequency((6, TimeSpan.FromSeconds(20)), (3, TimeSpan.FromHours(5)), (2, TimeSpan.FromHours(30))),
        Gen.Select(Gen.Frequency((12, "redeem"), (6, "complete"), (12, "collect"), (10, "approve"), (12, "export"),
                (3, "accept"), (2, "reject"), (1, "release"), (1, "cancel"), (1, "settle"), (1, "return"),
                (9, "ask back"), (12, "decide"), (1, "repay"), (12, "import"), (24, "add"), (9, "accept statement"),
                (2, "discard"), (6, "suspend"), (36, "match"), (9, "propose"), (12, "decide match"), (9, "ask undo"),
                (12, "decide undo"), (10, "open"), (16, "resolve"), (20, "decide resolution"), (1, "assign"),
                (9, "explain"), (18, "close"), (6, "ask reopening"), (8, "decide reopening")),
            Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], (kind, a, b, c) => new Move(kind, a, b, c)).List[1, 8],
        (pass, moves) => new Round(pass, moves)).List[16, 48];

    private static readonly DateOnly FirstDay = new(2026, 6, 10);
    private readonly PayoutPlay payouts = new(onTheirWay: 4);
    private readonly Dictionary<Id<Statement>, List<NewStatementLine>> files = [];
    private readonly Dictionary<Id<Statement>, int> cursors = [];
    private readonly List<(Id<Statement> Id, StatementState State)> statements = [];
    private readonly List<(Id<Match> Id, MatchState State)> matches = [];
    private readonly List<(Id<Discrepancy> Id, DiscrepancyState State, DiscrepancyType Type)> discrepancies = [];
    private readonly List<FundingAccount> fundings;
    private BankLook look;
    private int drawn;

    public BankPlay()
    {
        fundings = [.. Ledger.All<FundingAccount>()];
        look = new BankLook(Ledger);
    }

    public LedgerHarness Ledger => payouts.Ledger;

    /// <summary>True where a repeat must change nothing: to assign again is one more assignment.</summary>
    public static bool IsRepeatable(Command command) =>
        PayoutPlay.IsRepeatable(command) && command is not AssignDiscrepancy;

    /// <summary>Moves the clock and looks at what the moves of this round can be about.</summary>
    public void Begin(Round round)
    {
        payouts.Begin(round);
        look = new BankLook(Ledger);
        statements.Clear();
        cursors.Clear();
        foreach (var statement in Ledger.All<Statement>())
        {
            statements.Add((statement.Id, statement.State));
            cursors[statement.Id] = statement.Added;
        }

        matches.Clear();
        matches.AddRange(Ledger.All<Match>().Select(m => (m.Id, m.State)));
        discrepancies.Clear();
        discrepancies.AddRange(Ledger.All<Discrepancy>().Select(d => (d.Id, d.State, d.Type)));
    }

    public Command ToCommand(Move move)
    {
        var person = PayoutWorld.Person($"finance-{move.A % 3}");
        var funding = fundings[move.B % 4 > 0 ? 1 : 0];
        return move.Kind switch
        {
            "import" => Import(person, funding, move),
            "add" => Add(person, move),
            "accept statement" => new AcceptStatement(person, OfState(statements, StatementState.Held, move), "known"),
            "discard" => new DiscardStatement(person, OfState(statements,
                move.C % 2 == 0 ? StatementState.Held : StatementState.Importing, move), "cut off"),
            "suspend" => new SuspendLines(Actor.Clock, funding.Id, look.Unmatched(funding, move)),
            "match" => new ConfirmMatch(Actor.Clock, NewMatch(MatchState.Confirmed), funding.Id,
                look.Explain(funding, move), "pass", 90, "the same amount"),
            "propose" => Propose(person, funding, look.Explain(funding, move), move),
            "decide match" => new DecideMatch(person, OfState(matches, MatchState.Proposed, move), move.C % 6 > 0),
            "ask undo" => new RequestUnmatch(person, OfState(matches, MatchState.Confirmed, move), "another's"),
            "decide undo" =>
                new DecideUnmatch(person, OfState(matches, MatchState.UndoRequested, move), move.C % 5 > 0),
            "open" => Open(funding, move),
            "resolve" => Resolve(person, move),
            "decide resolution" => new DecideResolution(person, OfState(
                discrepancies.Select(d => (d.Id, d.State)), DiscrepancyState.Proposed, move), move.C % 6 > 0),
            "assign" => new AssignDiscrepancy(person, Discrepancy(move).Id, person.Subject),
            "explain" => new ExplainDiscrepancy(Actor.Clock, Discrepancy(move).Id),
            "close" => Close(person, fundings[move.B % 2], move.C % 4 == 0 ? 1 : 0),
            "ask reopening" => new RequestReopening(person, Shut(move).Id, LastClosed(Shut(move)), "a late line"),
            "decide reopening" =>
                new DecideReopening(person, Shut(move).Id, LastClosed(Shut(move)), move.C % 4 > 0),
            _ => payouts.ToCommand(move),
        };
    }

    // The first open month, or out of order the one after it.
    private ClosePeriod Close(Actor person, FundingAccount funding, int later) =>
        new(person, funding.Id, look.OpenDay(funding, FirstDay).AddMonths(later));

    // An account that has a closed month, where one has.
    private FundingAccount Shut(Move move) =>
        fundings.Find(f => look.OpenDay(f, FirstDay) > FirstDay) ?? fundings[move.B % 2];

    private ImportStatement Import(Actor person, FundingAccount funding, Move move)
    {
        // The same file again now and then; and a statement that ends in the month after the open one.
        var file = string.Create(CultureInfo.InvariantCulture, $"{(move.C % 12 == 0 ? drawn : ++drawn)}");
        var hash = BankWorld.Hash(file);
        var discarded = 0;
        while (statements.Contains((Statement.IdOf(funding.Id, hash, 1, discarded), StatementState.Discarded)))
            discarded++;
        var id = Statement.IdOf(funding.Id, hash, 1, discarded);
        var day = look.OpenDay(funding, FirstDay).AddMonths(move.A % 6 == 0 ? 1 : 0);
        var lines = files.TryGetValue(Statement.IdOf(funding.Id, hash, 1), out var there)
            ? there
            : look.Booked(funding, file, move, Earlier(funding, move));
        files[id] = lines;
        if (statements.TrueForAll(s => s.Id != id))
        {
            statements.Add((id, StatementState.Importing));
            cursors[id] = 0;
        }

        var (opening, verdict) = (move.C == 99 ? 7 : 100, move.C % 5 == 1 ? "1.00 is missing" : "");
        return new ImportStatement(person, funding.Id, hash, 1, funding.Bank.AccountNumber, $"S-{file}", day, day,
            move.C % 3 == 0 ? null : opening, 100, Currency.Cny, lines.Count, verdict);
    }

    // A line that another file has, too.
    private NewStatementLine? Earlier(FundingAccount funding, Move move)
    {
        var known = files.Where(f => f.Key != default && Ledger.Find(f.Key)?.FundingAccountId == funding.Id)
            .SelectMany(f => f.Value).ToList();
        return move.B % 3 == 0 && known.Count > 0 ? known[^(move.B % known.Count + 1)] : null;
    }

    private AddStatementLines Add(Actor person, Move move)
    {
        var id = OfState(statements, StatementState.Importing, move);
        var (lines, cursor) = (files.GetValueOrDefault(id, []), cursors.GetValueOrDefault(id));
        var next = lines.Skip(cursor).Take(1 + move.C % 4).ToList();
        cursors[id] = cursor + next.Count;
        return new AddStatementLines(person, id, cursor, next);
    }

    private ProposeMatch Propose(Actor person, FundingAccount funding, MatchContent content, Move move) =>
        new(person, NewMatch(MatchState.Proposed), funding.Id, content, "I asked the bank",
            move.A % 4 == 0 ? 0 : look.Difference(content));

    private Id<Match> NewMatch(MatchState state)
    {
        var id = Id<Match>.Parse(string.Create(CultureInfo.InvariantCulture, $"match-{++drawn:0000}"));
        matches.Add((id, state));
        return id;
    }

    private OpenDiscrepancy Open(FundingAccount funding, Move move)
    {
        var id = Id<Discrepancy>.Parse(string.Create(CultureInfo.InvariantCulture, $"d-{++drawn:0000}"));
        var open = look.Discrepancy(funding, id, look.OpenDay(funding, FirstDay), move);
        discrepancies.Add((id, DiscrepancyState.Open, open.Type));
        return open;
    }

    private ProposeResolution Resolve(Actor person, Move move)
    {
        var (id, _, type) = Discrepancy(move);
        var resolution = move.C % 10 == 0 ? Resolution.ManualMatch : type switch
        {
            DiscrepancyType.AmountDifference => Resolution.Adjustment,
            DiscrepancyType.MissingInLedger when move.A % 2 == 0 => Resolution.ClawBack,
            DiscrepancyType.MissingInLedger when move.B % 3 > 0 => Resolution.RePay,
            DiscrepancyType.MissingInLedger or DiscrepancyType.DuplicatePayment => Resolution.WriteOff,
            _ => Resolution.RePay,
        };
        return new ProposeResolution(person, id, resolution, "I asked the bank");
    }

    private (Id<Discrepancy> Id, DiscrepancyState State, DiscrepancyType Type) Discrepancy(Move move)
    {
        var open = discrepancies.Where(d => d.State == DiscrepancyState.Open).ToList();
        return open.Count == 0
            ? (Id<Discrepancy>.Parse("none-yet"), DiscrepancyState.None, DiscrepancyType.None)
            : open[move.B % open.Count];
    }

    private DateOnly LastClosed(FundingAccount funding) => look.OpenDay(funding, FirstDay).AddMonths(-1);

    private static Id<T> OfState<T, TState>(IEnumerable<(Id<T> Id, TState State)> rows, TState state, Move move)
        where T : Entity
        where TState : struct, Enum
    {
        var fitting = rows.Where(r => r.State.Equals(state)).Select(r => r.Id).ToList();
        return fitting.Count == 0 ? Id<T>.Parse("none-yet") : fitting[move.B % fitting.Count];
    }
}
