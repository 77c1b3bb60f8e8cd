using CsCheck;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>
/// A finance office of three, two institutions and two programmes, one of which pays on completion only. Moves are
/// about rows that stood when the round began, and about what earlier moves of the round try to make.
/// </summary>
internal sealed class PayoutPlay
{
    public static readonly Gen<List<Round>> Rounds = Gen.Select(
        Gen.Frequency((6, TimeSpan.FromSeconds(20)), (3, TimeSpan.FromHours(5)), (2, TimeSpan.FromHours(30))),
        Gen.Select(Gen.Frequency((20, "redeem"), (2, "void"), (12, "complete"), (1, "start"), (22, "collect"),
                (20, "approve"), (20, "export"), (1, "cancel"), (8, "release"), (6, "accept"), (4, "reject"),
                (18, "settle"), (4, "return"), (7, "ask back"), (14, "decide"), (4, "repay"), (1, "enter"),
                (8, "verify"), (2, "hold"), (5, "take back"), (5, "excuse"), (5, "decide excuse")),
            Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], (kind, a, b, c) => new Move(kind, a, b, c)).List[1, 8],
        (pass, moves) => new Round(pass, moves)).List[12, 36];

    private static readonly Id<FundingAccount> Quick = Id<FundingAccount>.Parse("city-quick");
    private static readonly Id<Institution>[] Institutions = [PayoutWorld.College, PayoutWorld.School];
    private readonly PayoutWorld world = new();
    private readonly List<RedeemVoucher> redeemable = [];
    private readonly List<Id<Enrolment>> enrolments = [];

    // What a move can be about.
    private readonly List<Redemption> payable = [];
    private readonly List<Id<Redemption>> redemptions = [];
    private readonly List<Id<Redemption>> paid = [];
    private readonly List<Id<Redemption>> unearned = [];
    private readonly List<Id<ForceMajeure>> excuses = [];
    private readonly Dictionary<Id<PayoutBatch>, string> cursors = [];
    private readonly List<(Id<PayoutBatch> Id, PayoutState State)> batches = [];
    private readonly List<(Id<PayoutItem> Id, PayoutItemState State)> items = [];
    private readonly List<(Id<ClawBack> Id, ClawBackState State, long Open)> clawBacks = [];

    /// <param name="onTheirWay">How many batches the bank has not answered when the play begins.</param>
    public PayoutPlay(int onTheirWay = 0)
    {
        Ledger.Change(PayoutWorld.Second, p => p with { Rules = p.Rules with { Vesting = Vesting.OnCompletion } });
        Ledger.Do(new RegisterFundingAccount(
            World.Finance, Quick, PayoutWorld.Bank("622200002"), Currency.Cny, 0, LeastHours: 0));
        for (var citizen = 0; citizen < 32; citizen++)
        {
            var (enrolment, redeem) = world.Ready(1, Institutions[citizen % 2],
                citizen % 4 < 2 ? World.Programme : PayoutWorld.Second);
            Ledger.Do(new RecordAttendance(World.Officer, enrolment.Id, 40));
            redeemable.Add(redeem);
            enrolments.Add(enrolment.Id);
        }

        PayTheFirst(12);
        for (var batch = 0; batch < onTheirWay; batch++)
            SendMore(batch);
    }

    public LedgerHarness Ledger => world.Ledger;

    /// <summary>
    /// True where a repeat must change nothing by the ledger's own rules. The others are told from new ones by their
    /// request id alone: a start draws a new number, a repayment is one more, an account can be entered once more.
    /// </summary>
    public static bool IsRepeatable(Command command) =>
        command is not (StartPayoutBatch or RepayClawBack or SetPayeeAccount or VerifyPayeeAccount or HoldPayments);

    /// <summary>
    /// As <see cref="IsRepeatable"/>, with others in between: a course that is completed, taken back and completed
    /// again can be taken back again.
    /// </summary>
    public static bool IsRepeatableLater(Command command) =>
        IsRepeatable(command) && command is not (CompleteEnrolment or TakeBackCompletion);

    /// <summary>Moves the clock and looks at what the moves of this round can be about.</summary>
    public void Begin(Round round)
    {
        world.Pass(round.Pass.TotalHours);
        payable.Clear();
        payable.AddRange(Ledger.All<Redemption>().Where(r => r.State == RedemptionState.Earned));
        redemptions.Clear();
        redemptions.AddRange(Ledger.All<Redemption>().Where(r => r.VoidedAt is null).Select(r => r.Id));
        paid.Clear();
        paid.AddRange(Ledger.All<Redemption>().Where(r => r.State == RedemptionState.Paid).Select(r => r.Id));
        unearned.Clear();
        unearned.AddRange(Ledger.All<Redemption>().Where(r => r.State == RedemptionState.Confirmed).Select(r => r.Id));
        excuses.Clear();
        excuses.AddRange(Ledger.All<ForceMajeure>().Where(f => f.DecidedAt is null).Select(f => f.Id));
        cursors.Clear();
        batches.Clear();
        foreach (var batch in Ledger.All<PayoutBatch>())
        {
            batches.Add((batch.Id, batch.State));
            cursors[batch.Id] = batch.Cursor;
        }

        items.Clear();
        // What a cancelled batch holds is ready to be freed; else a pending payment waits for its batch.
        items.AddRange(Ledger.All<PayoutItem>().Select(i => (i.Id, i.State == PayoutItemState.Pending
            && Ledger.Row(i.BatchId).State == PayoutState.Cancelled ? PayoutItemState.Cancelled : i.State)));
        clawBacks.Clear();
        clawBacks.AddRange(Ledger.All<ClawBack>().Select(c => (c.Id, c.State, c.OpenMinorUnits)));
    }

    public Command ToCommand(Move move)
    {
        var person = PayoutWorld.Person($"finance-{move.A % 3}");
        var institution = Institutions[move.B % 2];
        return move.Kind switch
        {
            "redeem" => Redeem(move),
            "void" => new VoidRedemption(World.Officer, Recent(redemptions, move.C), "slip"),
            "complete" => new CompleteEnrolment(World.Officer, enrolments[move.A % enrolments.Count]),
            "take back" => new TakeBackCompletion(World.Officer, enrolments[move.A % enrolments.Count], "slip"),
            "excuse" => Excuse(move),
            "decide excuse" => new DecideForceMajeure(Officer(move), Recent(excuses, move.A), move.C % 4 > 0),
            "start" => Start(person, move),
            "collect" when batches.Exists(b => b.State == PayoutState.Collecting) => Collect(move),
            "collect" when payable.Count > 0 => Start(person, move),
            "collect" => Redeem(move),
            "approve" => new ApprovePayoutBatch(person, Batch(move, PayoutState.Draft, PayoutState.Collecting)),
            "export" => Export(person, Batch(move, PayoutState.Approved, PayoutState.Draft), move),
            "cancel" => new CancelPayoutBatch(person,
                Batch(move, (PayoutState)(1 + move.C % 3), PayoutState.Draft), "wrong day"),
            "release" => new ReleasePayoutItem(Actor.Clock, Item(move, PayoutItemState.Cancelled)),
            "accept" => new RecordBankAnswer(person,
                Item(move, PayoutItemState.Sent), false, ""),
            "reject" => new RecordBankAnswer(person,
                Item(move, PayoutItemState.Sent, PayoutItemState.Accepted), true, "AC04"),
            "settle" => new SettlePayoutItem(person,
                Item(move, PayoutItemState.Sent, PayoutItemState.Accepted), "line"),
            "return" => new ReturnPayoutItem(person, Item(move, PayoutItemState.Paid), "AC04"),
            "ask back" => AskBack(person, move),
            "decide" => new DecideClawBack(person, ClawBack(move, ClawBackState.Requested).Id, move.C % 6 > 0),
            "repay" => Repay(person, move),
            "enter" => new SetPayeeAccount(PayoutWorld.Editor, institution, PayoutWorld.Bank($"6222{move.C % 2}")),
            "verify" => new VerifyPayeeAccount(person, institution,
                Ledger.Row(PayeeAccount.IdOf(institution)).Bank.AccountNumber),
            "hold" => new HoldPayments(person, institution, move.C % 5 == 0 ? "asked by the police" : ""),
            _ => throw new InvalidOperationException($"{move.Kind} is no move."),
        };
    }

    // So that from the first round on there is money to ask back.
    private void PayTheFirst(int count)
    {
        foreach (var redeem in redeemable.Take(count))
            Ledger.Do(redeem with { Amount = PayoutWorld.Cny(30) });
        var batch = Ledger.Do(new StartPayoutBatch(PayoutWorld.Maker, Quick, world.Now, world.Now));
        Ledger.Do(world.NextStep(batch, size: 100));
        Ledger.Do(new ApprovePayoutBatch(PayoutWorld.Checker, batch.Id));
        Ledger.Do(new ExportPayoutBatch(PayoutWorld.Maker, batch.Id, $"file of {batch.Id}"));
        foreach (var item in world.Items(batch))
            Ledger.Do(new SettlePayoutItem(PayoutWorld.Maker, item.Id, "line"));
    }

    // A payment to the college and one to the school, of the programme that earns at once.
    private void SendMore(int batch)
    {
        foreach (var place in (int[])[0, 1])
            Ledger.Do(redeemable[12 + 4 * batch + place] with { Amount = PayoutWorld.Cny(20 + 7 * batch + place) });
        var sent = Ledger.Do(new StartPayoutBatch(
            PayoutWorld.Maker, batch % 3 == 1 ? PayoutWorld.City : Quick, world.Now, world.Now));
        Ledger.Do(world.NextStep(sent, size: 100));
        Ledger.Do(new ApprovePayoutBatch(PayoutWorld.Checker, sent.Id));
        Ledger.Do(new ExportPayoutBatch(PayoutWorld.Maker, sent.Id, $"file of {sent.Id}"));
    }

    private RedeemVoucher Redeem(Move move)
    {
        var redeem = redeemable[move.B % redeemable.Count] with
        {
            Id = world.Draw<Redemption>(),
            Shown = World.Fresh(world.Now),
            Amount = PayoutWorld.Cny(1 + move.C),
        };
        redemptions.Add(redeem.Id);
        return redeem;
    }

    private StartPayoutBatch Start(Actor person, Move move)
    {
        var id = Id<PayoutBatch>.Parse($"pay-{batches.Count + 1:000000}");
        batches.Add((id, PayoutState.Collecting));
        cursors[id] = "";
        var cutOff = world.Now - TimeSpan.FromHours(move.C % 3 == 0 ? 5 : 0);
        return new StartPayoutBatch(person, move.B % 4 > 0 ? Quick : PayoutWorld.City, cutOff, world.Now);
    }

    private CollectPayout Collect(Move move)
    {
        var (id, size) = (Batch(move, PayoutState.Collecting, PayoutState.Draft), 2 + move.C % 5);
        var cursor = cursors.GetValueOrDefault(id, "");
        var next = payable.Where(r => string.CompareOrdinal(r.Key, cursor) > 0).Take(size).Select(r => r.Id).ToList();
        if (next.Count > 0)
            cursors[id] = next[^1].Value;
        return new CollectPayout(Actor.Clock, id, cursor, next, next.Count < size)
        {
            Owed = [.. clawBacks.Where(c => c is { State: ClawBackState.Open, Open: < 0 }).Select(c => c.Id)],
        };
    }

    private static ExportPayoutBatch Export(Actor person, Id<PayoutBatch> batch, Move move) =>
        new(person, batch, move.C % 9 == 0 ? "another file" : $"file of {batch}");

    private RequestForceMajeure Excuse(Move move)
    {
        var id = world.Draw<ForceMajeure>();
        excuses.Add(id);
        return new RequestForceMajeure(
            Officer(move), id, Recent(move.A % 4 > 0 ? unearned : redemptions, move.C), "typhoon");
    }

    private static Actor Officer(Move move) => World.Officer with { Subject = $"officer-{move.B % 2}" };

    private RequestClawBack AskBack(Actor person, Move move)
    {
        var id = world.Draw<ClawBack>();
        clawBacks.Add((id, ClawBackState.Requested, 0));
        return new RequestClawBack(person, id, Recent(move.B % 4 > 0 ? paid : redemptions, move.C), "never held");
    }

    private RepayClawBack Repay(Actor person, Move move)
    {
        var (id, _, open) = ClawBack(move, ClawBackState.Open);
        return new RepayClawBack(person, id, PayoutWorld.Cny(move.C % 3 == 0 ? open + 1 : open / 2 + 1), "line");
    }

    // Mostly one that is ready, now and then one that an earlier move of the round may make ready.
    private Id<PayoutBatch> Batch(Move move, PayoutState ready, PayoutState before) => Recent(
        [.. batches.Where(b => b.State == (move.C % 4 == 0 ? before : ready)).Select(b => b.Id)], move.B / 30);

    private Id<PayoutItem> Item(Move move, params PayoutItemState[] ready) =>
        items.Where(i => ready.Contains(i.State)).Select(i => i.Id).ToList() is { Count: > 0 } fitting
            && move.C % 4 > 0
            ? Recent(fitting, move.B)
            : PayoutItem.IdOf(Recent([.. batches.Select(b => b.Id)], move.B / 40), 1 + move.A % 2, 1 + move.B % 2);

    private (Id<ClawBack> Id, ClawBackState State, long Open) ClawBack(Move move, ClawBackState state)
    {
        var fitting = clawBacks.Where(c => c.State == state).ToList();
        return fitting.Count == 0 ? (Id<ClawBack>.Parse("none-yet"), state, 0) : fitting[move.B % fitting.Count];
    }

    private static Id<T> Recent<T>(List<Id<T>> ids, int back)
        where T : Entity => ids.Count == 0 ? Id<T>.Parse("none-yet") : ids[^(back % Math.Min(ids.Count, 8) + 1)];
}
