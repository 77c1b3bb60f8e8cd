using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>What is always true of the books, judged from rows and journal without the ledger's own rules.</summary>
internal static class Invariants
{
    /// <summary>The first rule that is broken, in words; null where all hold.</summary>
    public static string? FirstBroken(LedgerHarness ledger)
    {
        var payouts = new PayoutInvariants(ledger);
        return ledger.All<Programme>().Select(p => OfProgramme(ledger, payouts, p)).FirstOrDefault(b => b is not null)
            ?? payouts.FirstBroken() ?? OfRows(ledger);
    }

    /// <summary>
    /// The first institution that is owed more than it may be. It holds while nothing is paid out: a payment that
    /// comes back may find that others took its place.
    /// </summary>
    public static string? FirstAboveExposure(LedgerHarness ledger) =>
        (from programme in ledger.All<Programme>()
         let limit = programme.Rules.ExposureLimitMinorUnits
         from institution in ledger.All<Institution>()
         let owed = ledger.All<Redemption>().Where(r => r.ProgrammeId == programme.Id
             && r.InstitutionId == institution.Id && r.State != RedemptionState.Voided).Sum(r => r.Amount.MinorUnits)
         where limit > 0 && owed > limit
         select $"{programme.Id}: {owed} is owed to {institution.Id}, above {limit}").FirstOrDefault();

    private static string? OfRows(LedgerHarness ledger) =>
        ledger.All<Voucher>().Select(v => OfVoucher(ledger, v)).FirstOrDefault(b => b is not null)
        ?? ledger.All<Session>().Select(s => OfSession(ledger, s)).FirstOrDefault(b => b is not null)
        ?? OfBalances(ledger) ?? OfCitizens(ledger) ?? OfPlaces(ledger);

    private static string? OfProgramme(LedgerHarness ledger, PayoutInvariants payouts, Programme programme)
    {
        var accounts = ledger.Balances.Where(b => b.Key.Programme == programme.Number).ToList();
        var funded = ledger.Journal.Where(j => j.Line.Event == JournalEvent.ProgrammeFunded
            && j.Line.Subject == programme.Key).Sum(j => j.Line.AmountMinorUnits);
        if (Differ(-ledger.Balance(AccountId.Of(programme, AccountKind.Appropriation)), funded) is { } appropriated)
            return $"{programme.Id}: appropriated {appropriated}";
        if (accounts.Sum(a => a.Value) != 0)
            return $"{programme.Id}: all accounts add up to {accounts.Sum(a => a.Value)}, not to zero";
        if (accounts.FirstOrDefault(a => a.Value < 0 && !a.Key.MayBeNegative) is { Value: < 0 } below)
            return $"{below.Key} stands at {below.Value}";
        var vouchers = ledger.All<Voucher>().Where(v => v.ProgrammeId == programme.Id).ToList();
        if (Differ(Account(AccountKind.Outstanding), Faces(VoucherState.Active)) is { } outstanding)
            return $"{programme.Id}: outstanding {outstanding}";
        if (Differ(Account(AccountKind.Reserved), Faces(VoucherState.Reserved)) is { } reserved)
            return $"{programme.Id}: reserved {reserved}";
        foreach (var institution in ledger.All<Institution>())
        {
            if (payouts.OfAccounts(programme, institution) is { } off)
                return off;
        }

        return null;

        long Account(AccountKind kind) => ledger.Balance(AccountId.Of(programme, kind));
        long Faces(VoucherState state) => vouchers.Where(v => v.State == state).Sum(v => v.Face.MinorUnits);
    }

    private static string? OfVoucher(LedgerHarness ledger, Voucher voucher)
    {
        var standing = ledger.All<Redemption>()
            .Where(r => r.VoucherId == voucher.Id && r.State != RedemptionState.Voided).ToList();
        if (standing.Count > 1)
            return $"{voucher.Id} has {standing.Count} redemptions that stand";
        if ((voucher.State == VoucherState.Redeemed) != (standing.Count == 1)
            || voucher.RedemptionId != standing.FirstOrDefault()?.Id)
            return $"{voucher.Id} is {voucher.State} by {voucher.RedemptionId}; {standing.Count} redemptions stand";
        if ((voucher.State == VoucherState.Reserved) != voucher.ReservedUntil.HasValue)
            return $"{voucher.Id} is {voucher.State} until {voucher.ReservedUntil}";
        var (state, suspended) = Replay(ledger.Journal.Where(j => j.Line.Subject == voucher.Key));
        return (state, suspended) == (voucher.State, voucher.Suspended)
            ? standing.Count == 1 ? EarnedInvariants.FirstBroken(ledger, standing[0]) : null
            : $"{voucher.Id} is {voucher.State}, suspended {voucher.Suspended}; its journal says {state}, {suspended}";
    }

    private static (VoucherState State, bool Suspended) Replay(IEnumerable<JournalRow> journal)
    {
        var (state, suspended) = (VoucherState.None, false);
        foreach (var happened in journal.Select(j => j.Line.Event))
        {
            state = happened switch
            {
                JournalEvent.VoucherIssued or JournalEvent.ReservationReleased or JournalEvent.ReservationTimedOut
                    or JournalEvent.RedemptionVoided => VoucherState.Active,
                JournalEvent.VoucherReserved => VoucherState.Reserved,
                JournalEvent.VoucherRedeemed => VoucherState.Redeemed,
                JournalEvent.VoucherExpired => VoucherState.Expired,
                JournalEvent.VoucherRevoked => VoucherState.Revoked,
                _ => state,
            };
            suspended = happened switch
            {
                JournalEvent.VoucherSuspended => true,
                JournalEvent.VoucherResumed or JournalEvent.VoucherExpired or JournalEvent.VoucherRevoked => false,
                _ => suspended,
            };
        }

        return (state, suspended);
    }

    private static string? OfSession(LedgerHarness ledger, Session session)
    {
        var seats = ledger.All<Enrolment>().Count(e => e.SessionId == session.Id && e.Counts);
        return Differ(session.Enrolled, seats) is { } off ? $"{session.Id}: seats {off}"
            : seats > session.Capacity ? $"{session.Id}: {seats} in {session.Capacity} seats" : null;
    }

    // Every balance follows from the journal alone.
    private static string? OfBalances(LedgerHarness ledger)
    {
        var replayed = new Dictionary<AccountId, long>();
        foreach (var line in ledger.Journal.Select(j => j.Line).Where(l => l.Debit is not null))
        {
            replayed[line.Debit!.Value] = replayed.GetValueOrDefault(line.Debit.Value) - line.AmountMinorUnits;
            replayed[line.Credit!.Value] = replayed.GetValueOrDefault(line.Credit.Value) + line.AmountMinorUnits;
        }

        return replayed.Select(r => Differ(ledger.Balance(r.Key), r.Value) is { } off ? $"{r.Key}: {off}" : null)
            .FirstOrDefault(b => b is not null);
    }

    // The play lies within one calendar year.
    private static string? OfCitizens(LedgerHarness ledger) => ledger.All<Redemption>()
        .Where(r => r.State != RedemptionState.Voided).GroupBy(r => r.CitizenId)
        .Where(g => g.Count() > Play.MaxTrainings)
        .Select(g => $"{g.Key} has {g.Count()} subsidised trainings").FirstOrDefault();

    private static string? OfPlaces(LedgerHarness ledger) => ledger.All<Voucher>()
        .GroupBy(v => (v.StatusList, v.StatusIndex)).Where(g => g.Count() > 1)
        .Select(g => $"Place {g.Key} is taken by {g.Count()} vouchers").FirstOrDefault();

    private static string? Differ(long found, long expected) =>
        found == expected ? null : $"stands at {found}, its rows say {expected}";
}
