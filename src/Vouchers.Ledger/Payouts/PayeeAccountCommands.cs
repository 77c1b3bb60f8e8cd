namespace Vouchers.Ledger;

/// <summary>Enters or changes the account of an institution. The verification of the one before ends.</summary>
/// <param name="Actor">An operator of the institution, or finance.</param>
/// <param name="InstitutionId">Whose account.</param>
/// <param name="Bank">The account.</param>
public sealed record SetPayeeAccount(Actor Actor, Id<Institution> InstitutionId, BankDetails Bank)
    : Command<PayeeAccount>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        [Need.Of(InstitutionId), Need.Of(PayeeAccount.IdOf(InstitutionId))];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Bank.FirstFault() is { } fault)
            return fault;
        if (Actor.Lacks(Role.InstitutionOperator, Role.Finance) is { } lacks)
            return lacks;
        if (Actor.Role == Role.InstitutionOperator && Actor.CannotActFor(InstitutionId) is { } other)
            return other;
        if (state.Find(InstitutionId) is null)
            return Refusal.NotFound(InstitutionId);
        var before = state.Find(PayeeAccount.IdOf(InstitutionId));
        if (before?.Bank == Bank)
            return Accept(before, [], []);
        var account = new PayeeAccount(InstitutionId, Bank, Actor.Subject, now, "", null, before?.HeldReason ?? "");
        return Accept(account, [account],
            [new(JournalEvent.PayeeAccountChanged, account.Key, Note: Bank.MaskedNumber)]);
    }
}

/// <summary>A step of somebody of the finance office on the account of an institution.</summary>
public abstract record PayeeAccountStep(Actor Actor, Id<Institution> InstitutionId) : Command<PayeeAccount>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(PayeeAccount.IdOf(InstitutionId))];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.Finance) is { } lacks)
            return lacks;
        return state.Find(PayeeAccount.IdOf(InstitutionId)) is { } account
            ? Step(account, now)
            : Refusal.NotFound(PayeeAccount.IdOf(InstitutionId));
    }

    /// <summary>The step on an account that is there.</summary>
    protected abstract Decision Step(PayeeAccount account, Timestamp now);
}

/// <summary>Confirms that the account is the institution's. Never by the one who entered it.</summary>
/// <param name="Actor">Finance.</param>
/// <param name="InstitutionId">Whose account.</param>
/// <param name="AccountNumber">The number as it stands on the bank's paper.</param>
public sealed record VerifyPayeeAccount(Actor Actor, Id<Institution> InstitutionId, string AccountNumber)
    : PayeeAccountStep(Actor, InstitutionId)
{
    /// <inheritdoc/>
    protected override Decision Step(PayeeAccount account, Timestamp now)
    {
        if (account.Bank.AccountNumber != AccountNumber)
            return Refusal.Of(RefusalCode.PayeeAccountDiffers,
                $"The number on the paper is not the one that was entered for '{InstitutionId}' " +
                $"({account.Bank.MaskedNumber}); enter it again, then verify.", ("institution", account.Key));
        if (account.ChangedBy == Actor.Subject)
            return FourEyes.Refuse("verify this account", "entered it", Actor);
        if (account.VerifiedAt is not null)
            return Accept(account, [], []);
        account = account with { VerifiedBy = Actor.Subject, VerifiedAt = now };
        return Accept(account, [account],
            [new(JournalEvent.PayeeAccountVerified, account.Key, Note: account.Bank.MaskedNumber)]);
    }
}

/// <summary>Holds or releases payments to an institution.</summary>
/// <param name="Actor">Finance.</param>
/// <param name="InstitutionId">To whom.</param>
/// <param name="Reason">Why they are held; empty to release them.</param>
public sealed record HoldPayments(Actor Actor, Id<Institution> InstitutionId, string Reason)
    : PayeeAccountStep(Actor, InstitutionId)
{
    /// <inheritdoc/>
    protected override Decision Step(PayeeAccount account, Timestamp now)
    {
        if (account.HeldReason == Reason)
            return Accept(account, [], []);
        account = account with { HeldReason = Reason };
        return Accept(account, [account], [account.HoldLine()]);
    }
}

/// <summary>Two people for what one alone could steal with.</summary>
internal static class FourEyes
{
    /// <summary>The refusal of a step by somebody who took the step that it checks.</summary>
    public static Refusal Refuse(string step, string earlier, Actor actor) => Refusal.Of(RefusalCode.SamePerson,
        $"'{actor.Subject}' may not {step}, having {earlier}; a second person does.",
        ("subject", actor.Subject), ("step", step), ("earlier_step", earlier));
}
