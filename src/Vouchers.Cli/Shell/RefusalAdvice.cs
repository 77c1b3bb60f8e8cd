using Vouchers.V1;

namespace Vouchers.Cli;

/// <summary>What to do next about a refusal, for a person in a hurry.</summary>
internal static class RefusalAdvice
{
    public static string? For(RefusalReason reason) => reason switch
    {
        RefusalReason.RequestIdReused => "leave --request-id out for a new request.",
        RefusalReason.InvalidField => "correct the value and try again.",
        RefusalReason.NotPermitted =>
            "give a token of a role that may do this with --token or VOUCHERS_TOKEN (`vouchers token --help`).",
        RefusalReason.OtherInstitution => "only the institution that it belongs to may do this.",
        RefusalReason.OtherCitizen => "only the holder may do this.",
        RefusalReason.CredentialUnreadable => "scan the whole code again; its text begins with TV1:.",
        RefusalReason.CredentialKeyUnknown => "this code is not of this city's system.",
        RefusalReason.CredentialKeyRevoked => "ask the citizen to open the voucher anew.",
        RefusalReason.CredentialForged => "do not accept it; tell the programme office.",
        RefusalReason.CredentialWrongType => "ask for the code of a voucher.",
        RefusalReason.PresentationExpired or RefusalReason.PresentationNotYetValid
            or RefusalReason.PresentationReplayed => "ask the citizen to show a fresh code on the phone.",
        RefusalReason.VoucherCodeUnknown => "compare the typed code with the paper.",
        RefusalReason.PinRequired => "ask for the six digits and add --pin.",
        RefusalReason.PinWrong => "ask for the PIN again; few attempts are left.",
        RefusalReason.PinLocked => "the citizen or the programme office must reset the PIN.",
        RefusalReason.TooManyAttempts => "wait a minute, then try again.",
        RefusalReason.NotFound => "compare the id; `--json` shows ids in full.",
        RefusalReason.AlreadyExists => "nothing to do if it is the same; choose another id if not.",
        RefusalReason.VoucherRedeemed => "compare the receipt of the first use; it can be voided within the window.",
        RefusalReason.VoucherReserved => "another institution holds it; it must release it first.",
        RefusalReason.VoucherExpired or RefusalReason.VoucherRevoked => "the citizen may claim a new one.",
        RefusalReason.VoucherSuspended => "the programme office holds it; ask there.",
        RefusalReason.SessionFull => "choose another session of the course.",
        RefusalReason.SessionClosed or RefusalReason.SessionCancelled => "choose the session that takes place today.",
        RefusalReason.NotEnrolled => "enrol the citizen in the session first.",
        RefusalReason.AttendanceTooLow => "record the missing attendance first.",
        RefusalReason.AmountAboveValue => "redeem at most the value above, or leave --amount out.",
        RefusalReason.BudgetExhausted => "the programme needs funds before it can issue more.",
        RefusalReason.ExposureLimit => "a payout to the institution frees its limit.",
        RefusalReason.VoidWindowClosed or RefusalReason.RedemptionInPayout =>
            "ask the programme office to correct it by a claw-back: vouchers payout clawback request RECEIPT",
        RefusalReason.EnrolmentEnded =>
            "an officer takes it back: vouchers evidence take-back end ENROLMENT --reason '...'",
        RefusalReason.RedemptionEarned => "ask the programme office to take the completion back.",
        RefusalReason.ForceMajeureOutOfOrder => "see where it stands with `vouchers evidence force-majeure list`.",
        RefusalReason.PayeeAccountDiffers =>
            "compare it with the bank's paper; where the paper is right, enter it with `vouchers payout payee set`.",
        RefusalReason.PayeeAccountUnverified =>
            "somebody who did not enter it verifies it: vouchers payout payee verify INSTITUTION --number NUMBER",
        RefusalReason.PayeeAccountCoolingOff =>
            "wait until then; or cancel the batch and make another, which leaves the institution out.",
        RefusalReason.PaymentsHeld => "find out why; then vouchers payout payee release INSTITUTION",
        RefusalReason.PayeeAccountChanged => "cancel the batch and make it again, so that it has the account of today.",
        RefusalReason.PayoutOutOfOrder => "see where it stands with `vouchers payout show BATCH`.",
        RefusalReason.ClawBackOutOfOrder => "see where it stands with `vouchers payout clawback list`.",
        RefusalReason.BankContradiction =>
            "ask the bank; then reconcile, and resolve what is open with `vouchers discrepancy list ACCOUNT`.",
        RefusalReason.OtherFundingAccount => "see whose it is: vouchers statement list, vouchers payout show BATCH",
        RefusalReason.StatementOutOfOrder => "see where it stands with `vouchers statement list`.",
        RefusalReason.LineOutOfOrder => "see what explains it with `vouchers match show MATCH`.",
        RefusalReason.MatchOutOfOrder => "see where it stands with `vouchers match show MATCH`.",
        RefusalReason.MatchDiffers => "compare both sides with `vouchers statement lines` and `vouchers payout show`.",
        RefusalReason.DiscrepancyOutOfOrder => "see where it stands with `vouchers discrepancy show ID`.",
        RefusalReason.ResolutionUnfit =>
            "propose one that fits; its lines and payments: vouchers discrepancy show ID",
        RefusalReason.PeriodClosed => "open the month again: vouchers period reopen ACCOUNT MONTH --reason '...'",
        RefusalReason.PeriodOutOfOrder => "see the months with `vouchers period list ACCOUNT`.",
        RefusalReason.PeriodUnexplained =>
            "vouchers reconcile ACCOUNT, then `vouchers discrepancy list ACCOUNT` tells what is left.",
        RefusalReason.StatementGap => "import the statement between the two: vouchers statement import FILE",
        RefusalReason.SamePerson => "ask somebody else of the same office to do it with a token of their own.",
        _ => null,
    };
}
