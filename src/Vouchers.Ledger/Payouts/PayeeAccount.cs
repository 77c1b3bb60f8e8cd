namespace Vouchers.Ledger;

/// <summary>
/// The bank account of an institution. A change has to be verified by a second person and to cool off, because
/// a changed account just before a payout is the commonest way to steal one.
/// </summary>
/// <param name="InstitutionId">Whose it is; an institution has one.</param>
/// <param name="Bank">Where the bank keeps it.</param>
/// <param name="ChangedBy">The subject who entered it as it is now.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="VerifiedBy">The subject who compared it with the bank's paper; empty until then.</param>
/// <param name="VerifiedAt">When.</param>
/// <param name="HeldReason">Why nothing is paid to the institution for now; empty where nothing holds it.</param>
public sealed record PayeeAccount(
    Id<Institution> InstitutionId,
    BankDetails Bank,
    string ChangedBy,
    Timestamp ChangedAt,
    string VerifiedBy,
    Timestamp? VerifiedAt,
    string HeldReason) : Entity
{
    /// <inheritdoc/>
    public override string Key => InstitutionId.Value;

    /// <summary>The id of an institution's account: the institution's.</summary>
    public static Id<PayeeAccount> IdOf(Id<Institution> institution) => Id<PayeeAccount>.Parse(institution.Value);

    /// <summary>Null where the account may be paid to now, else why not.</summary>
    public Refusal? MayNotBePaid(int coolingOffHours, Timestamp now)
    {
        if (VerifiedAt is null)
            return Refusal.Of(RefusalCode.PayeeAccountUnverified,
                $"The account of '{InstitutionId}' was entered at {ChangedAt} and not verified yet; a second person "
                + "compares it with the bank's paper and verifies it.",
                ("institution", Key), ("changed_at", ChangedAt.ToString()));
        var usable = ChangedAt + TimeSpan.FromHours(coolingOffHours);
        if (now < usable)
            return Refusal.Of(RefusalCode.PayeeAccountCoolingOff,
                $"The account of '{InstitutionId}' was changed at {ChangedAt} and is paid to from {usable} on.",
                ("institution", Key), ("changed_at", ChangedAt.ToString()), ("usable_at", usable.ToString()));
        return Held();
    }

    /// <summary>The journal's line of holding or releasing payments, as the account says.</summary>
    public JournalLine HoldLine() => new(
        HeldReason.Length > 0 ? JournalEvent.PaymentsHeld : JournalEvent.PaymentsReleased, Key, Note: HeldReason);

    /// <summary>Null where nothing holds payments to the institution, else why they are held.</summary>
    public Refusal? Held() => HeldReason.Length == 0
        ? null
        : Refusal.Of(RefusalCode.PaymentsHeld,
            $"Payments to '{InstitutionId}' are held: {HeldReason}. Release them first.",
            ("institution", Key), ("reason", HeldReason));
}
