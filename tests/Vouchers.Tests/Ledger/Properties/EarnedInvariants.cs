using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>What is owed was earned: by the gate, which is met, or by two officers; the journal says so, too.</summary>
internal static class EarnedInvariants
{
    public static string? FirstBroken(LedgerHarness ledger, Redemption redemption)
    {
        if (redemption.State == RedemptionState.ClawedBack)
            return OfRequests(ledger, redemption);
        var isOwed = redemption.State != RedemptionState.Confirmed;
        if (isOwed != (redemption.EarnedAt is not null))
            return $"{redemption.Id} is {redemption.State}, earned at {redemption.EarnedAt}";
        if (Replay(ledger, redemption) != isOwed)
            return $"{redemption.Id} is {redemption.State}, and its journal says otherwise";
        var isExcused = ledger.All<ForceMajeure>()
            .Any(f => f.RedemptionId == redemption.Id && f.State == ForceMajeureState.Approved);
        return isOwed == (isExcused || IsMet(ledger, redemption))
            ? OfRequests(ledger, redemption)
            : $"{redemption.Id} is {redemption.State}; gate met {!isOwed}, force majeure {isExcused}";
    }

    // Each step earns what was not earned, or the other way round.
    private static bool? Replay(LedgerHarness ledger, Redemption redemption)
    {
        bool? isEarned = false;
        foreach (var happened in ledger.Journal.Where(j => j.Line.Subject == redemption.VoucherId.Value)
            .Select(j => j.Line.Event))
            isEarned = happened switch
            {
                JournalEvent.VoucherRedeemed => false,
                JournalEvent.RedemptionEarned or JournalEvent.ForceMajeureEarned => isEarned is false ? true : null,
                JournalEvent.RedemptionUnearned => isEarned is true ? false : null,
                _ => isEarned,
            };
        return isEarned;
    }

    private static bool IsMet(LedgerHarness ledger, Redemption redemption)
    {
        var rules = ledger.Row(redemption.ProgrammeId).Rules;
        var enrolment = ledger.Row(Enrolment.IdOf(redemption.SessionId, redemption.CitizenId));
        var course = ledger.Row(ledger.Row(redemption.SessionId).CourseId);
        var isCertified = enrolment.State == EnrolmentState.Certified;
        return rules.Vesting switch
        {
            Vesting.OnRedemption => true,
            Vesting.OnCompletion => (isCertified || enrolment.State == EnrolmentState.Completed)
                && enrolment.AttendedHours * 100 >= course.ClassHours * rules.AttendancePercent,
            _ => isCertified,
        };
    }

    private static string? OfRequests(LedgerHarness ledger, Redemption redemption)
    {
        var asked = ledger.All<ForceMajeure>()
            .Where(f => f.RedemptionId == redemption.Id && f.State != ForceMajeureState.Declined).ToList();
        return asked.Count > 1 ? $"{redemption.Id} has {asked.Count} requests by force majeure"
            : asked.Exists(f => f.DecidedBy == f.RequestedBy) ? $"{redemption.Id} was excused by one person"
            : null;
    }
}
