using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>Uses a voucher for a session in which its holder is enrolled.</summary>
/// <param name="Actor">The session's institution: an operator or a device.</param>
/// <param name="Id">The redemption's id, drawn by the caller.</param>
/// <param name="VoucherId">The voucher that was shown.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Shown">What was shown.</param>
/// <param name="Amount">At most the voucher's value; null for all of it.</param>
public sealed record RedeemVoucher(
    Actor Actor, Id<Redemption> Id, Id<Voucher> VoucherId, Id<Session> SessionId, Evidence Shown, Money? Amount)
    : Command<Redemption>(Actor)
{
    /// <summary>
    /// Tells, where the holder is not enrolled, first what would be refused all the same: nobody is to be enrolled for
    /// that.
    /// </summary>
    public bool AsksBeyondEnrolment { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        CounterNeeds.Of(known, VoucherId, SessionId, Actor).Prepend(Need.Of(Id));

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Amount is { MinorUnits: <= 0 } nothing)
            return Refusal.Invalid("amount", $"must be 1 minor unit or more, is {nothing.MinorUnits}");
        if (Actor.Lacks(Role.InstitutionOperator, Role.Device) is { } lacks)
            return lacks;
        var (maybeSession, maybeVoucher) = (state.Find(SessionId), state.Find(VoucherId));
        if (maybeSession is not null && Actor.CannotActFor(maybeSession.InstitutionId) is { } other)
            return other;
        if (Shown is Evidence.Presentation presentation && presentation.NotFresh(now) is { } notFresh)
            return notFresh;
        if (maybeVoucher is not null
            && PinRefuses(maybeVoucher, state.Find(maybeVoucher.ProgrammeId)!.Rules) is { } pinRefused)
            return pinRefused;
        if (maybeSession is not { } session)
            return Refusal.NotFound(SessionId);
        if (maybeVoucher is not { } voucher)
            return Refusal.NotFound(VoucherId);
        // A redemption is written once: a second one under its id would take its place in the books.
        if (state.Find(Id) is not null)
            return Refusal.AlreadyExists(Id);
        var programme = state.Find(voucher.ProgrammeId)!;
        if (VoucherRefuses(state, voucher, session, now) is { } voucherRefused)
            return voucherRefused;
        if (PlaceRefuses(state, session, programme.Rules, now) is { } placeRefused)
            return placeRefused;
        var notEnrolled = CounterNeeds.NotEnrolled(state, voucher, session);
        if (notEnrolled is not null && !AsksBeyondEnrolment)
            return notEnrolled;
        var course = state.Find(session.CourseId)!;
        if (IssueRules.TrainingNotAllowed(state, programme.Rules, voucher.CitizenId, course, now) is { } training)
            return training;
        if (SessionRules.NotCovered(programme, voucher, course) is { } notCovered)
            return notCovered;
        if (IssueRules.AlreadyPaid(state, voucher.CitizenId, session) is { } paid)
            return paid;
        if (Shown is Evidence.Presentation { IsOffline: true } && OfflineRefuses(programme) is { } offlineRefused)
            return offlineRefused;
        var value = Money.Min(new Money(programme.Rules.SubsidyMinorUnits(course.ClassHours), programme.Currency),
            voucher.Face);
        if (AmountRefuses(state, programme, session, value) is { } amountRefused)
            return amountRefused;
        if (notEnrolled is not null)
            return notEnrolled;
        return Redeem(state, voucher, programme, session, Amount ?? value, now);
    }

    private Decision? PinRefuses(Voucher voucher, ProgrammeRules rules)
    {
        if (Shown is not Evidence.WithPin withPin)
            return null;
        if (withPin.Pin is null)
            return Refusal.Of(RefusalCode.PinRequired,
                "A printed or typed voucher redeems with its six-digit PIN and the holder's ID document only.");
        var limit = rules.PinAttempts.ToString(CultureInfo.InvariantCulture);
        if (voucher.PinFailures >= rules.PinAttempts)
            return Refusal.Of(RefusalCode.PinLocked,
                $"{voucher.PinFailures} wrong PINs locked this voucher; the holder or the bureau makes a new PIN.",
                ("limit", limit));
        if (withPin.Pin(voucher.Id, voucher.PinGeneration))
            return null;
        var failures = voucher.PinFailures + 1;
        var wrong = Refusal.Of(RefusalCode.PinWrong,
            $"The PIN is wrong; {rules.PinAttempts - failures} of {limit} attempts are left.",
            ("attempts", failures.ToString(CultureInfo.InvariantCulture)), ("limit", limit));
        return new Decision.Refused(wrong)
        {
            Puts = [voucher with { PinFailures = failures }],
            Lines = [new(JournalEvent.PinRefused, voucher.Key)],
        };
    }

    private Refusal? VoucherRefuses(ILedgerState state, Voucher voucher, Session session, Timestamp now)
    {
        if (VoucherRules.NotUsable(state, voucher, now) is { } notUsable)
            return notUsable;
        if (VoucherRules.ReservedElsewhere(voucher, session, now) is { } reserved)
            return reserved;
        return Shown is Evidence.Presentation { IssuedAt: var made } && made <= voucher.PresentationFloor
            ? Refusal.Of(RefusalCode.PresentationReplayed,
                "This code was used before; ask the holder to open the voucher again.",
                ("issued_at", made.ToString()))
            : null;
    }

    private Refusal? PlaceRefuses(ILedgerState state, Session session, ProgrammeRules rules, Timestamp now)
    {
        if (state.Find(session.InstitutionId)!.MayNotAct(now) is { } mayNot)
            return mayNot;
        if (SessionRules.AtOtherBranch(session, Actor.Branch) is { } otherBranch)
            return otherBranch;
        if (CounterNeeds.DeviceRefuses(state, Actor) is { } deviceRefused)
            return deviceRefused;
        return SessionRules.NotOpenForRedemption(session, rules, now);
    }

    private Refusal? OfflineRefuses(Programme programme)
    {
        if (OfflineRules.NotAllowed(programme) is { } notAllowed)
            return notAllowed;
        var cap = programme.Rules.OfflineCapMinorUnits;
        return cap == 0 || Amount is not { } amount || amount.MinorUnits <= cap
            ? null
            : Refusal.Of(RefusalCode.OfflineCapExceeded,
                $"{amount} was accepted off line; the programme allows {new Money(cap, programme.Currency)} a voucher.",
                ("amount", amount.MinorUnits.ToString(CultureInfo.InvariantCulture)),
                ("cap", cap.ToString(CultureInfo.InvariantCulture)), ("currency", amount.Currency.ToString()));
    }

    private Refusal? AmountRefuses(ILedgerState state, Programme programme, Session session, Money value)
    {
        if (Amount is { } asked && asked.Currency != value.Currency)
            return Refusal.Of(RefusalCode.CurrencyMismatch,
                $"The programme counts in {value.Currency}; the amount is in {asked.Currency}.",
                ("programme_currency", value.Currency.ToString()), ("currency", asked.Currency.ToString()));
        if (Amount is { } amount && amount > value)
            return Refusal.Of(RefusalCode.AmountAboveValue,
                $"{amount} is asked for; the voucher pays {value} for this course.",
                ("amount", amount.MinorUnits.ToString(CultureInfo.InvariantCulture)),
                ("value", value.MinorUnits.ToString(CultureInfo.InvariantCulture)),
                ("currency", value.Currency.ToString()));
        var limit = programme.Rules.ExposureLimitMinorUnits;
        if (limit == 0)
            return null;
        var institution = state.Find(session.InstitutionId)!;
        var owed = state.WatchedBalance(AccountId.Of(programme, institution, AccountKind.Unearned))
            + state.WatchedBalance(AccountId.Of(programme, institution, AccountKind.Payable))
            + state.WatchedBalance(AccountId.Of(programme, institution, AccountKind.Clearing));
        var after = checked(owed + (Amount ?? value).MinorUnits);
        return after <= limit
            ? null
            : Refusal.Of(RefusalCode.ExposureLimit,
                $"{new Money(owed, value.Currency)} is owed to {institution.Name} already; the limit is " +
                $"{new Money(limit, value.Currency)}. The bureau pays first or raises the limit.",
                ("owed", owed.ToString(CultureInfo.InvariantCulture)),
                ("limit", limit.ToString(CultureInfo.InvariantCulture)), ("currency", value.Currency.ToString()));
    }

    private Decision Redeem(
        ILedgerState state, Voucher voucher, Programme programme, Session session, Money amount, Timestamp now)
    {
        var institution = state.Find(session.InstitutionId)!;
        var enrolment = state.Find(Enrolment.IdOf(session.Id, voucher.CitizenId))!;
        var isEarned = Earning.IsMet(programme.Rules, enrolment, state.Find(session.CourseId)!);
        var redemption = new Redemption(Id, Redemption.ReceiptOf(Id), voucher.Id, voucher.CitizenId, programme.Id,
            institution.Id, session.BranchId, Actor.Device, session.Id, amount, voucher.Face, Shown.Kind, now,
            Actor.Subject, isEarned ? RedemptionState.Earned : RedemptionState.Confirmed, null, "",
            isEarned ? now : null, null);
        var from = VoucherRules.FaceAccount(programme, voucher);
        List<JournalLine> lines =
        [
            JournalLine.Transfer(JournalEvent.VoucherRedeemed, voucher.Key, from,
                AccountId.Of(programme, institution, AccountKind.Unearned), amount, redemption.Receipt),
        ];
        if (voucher.Face > amount)
            lines.Add(JournalLine.Transfer(JournalEvent.RedemptionRest, voucher.Key, from,
                AccountId.Of(programme, AccountKind.Available), voucher.Face - amount));
        if (isEarned)
            lines.Add(Earning.Line(programme, institution, redemption));
        var used = voucher with
        {
            State = VoucherState.Redeemed,
            SessionId = session.Id,
            InstitutionId = institution.Id,
            ReservedUntil = null,
            RedemptionId = Id,
            RedeemedAt = now,
            PinFailures = 0,
            PresentationFloor = (Shown as Evidence.Presentation)?.IssuedAt ?? voucher.PresentationFloor,
        };
        List<Entity> puts = [used, redemption];
        // Another node may be redeeming another voucher of the citizen, and neither would see the other's training.
        if (state.VouchersOf(voucher.CitizenId).Any(v => v.Id != voucher.Id && v.IsLive))
            puts.Add(state.Find(voucher.CitizenId)!);
        return Accept(redemption, puts, lines);
    }
}
