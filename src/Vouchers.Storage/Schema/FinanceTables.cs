using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>The tables of payouts and claw-backs.</summary>
internal static class FinanceTables
{
    public static readonly EntityTable<FundingAccount> FundingAccounts = new(
        "funding_account",
        new ColumnList<FundingAccount>()
            .Int("number", r => r.Number, isFixed: true)
            .Text("holder_name", BankDetails.MaxHolderName, r => r.Bank.HolderName)
            .Ascii("account_number", BankDetails.MaxAccountNumber, r => r.Bank.AccountNumber)
            .Ascii("bank_code", 12, r => r.Bank.BankCode)
            .Currency(r => r.Currency)
            .Int("cooling_off_hours", r => r.CoolingOffHours),
        r => new FundingAccount(r.Id<FundingAccount>(), r.Int(), Bank(r), r.Currency(), r.Int()),
        uniques: new UniqueRule("funding_account_number", r => ((FundingAccount)r).Number));

    public static readonly EntityTable<PayeeAccount> PayeeAccounts = new(
        "payee_account",
        new ColumnList<PayeeAccount>()
            .Text("holder_name", BankDetails.MaxHolderName, r => r.Bank.HolderName)
            .Ascii("account_number", BankDetails.MaxAccountNumber, r => r.Bank.AccountNumber)
            .Ascii("bank_code", 12, r => r.Bank.BankCode)
            .Text("changed_by", 200, r => r.ChangedBy)
            .Time("changed_at", r => r.ChangedAt)
            .Text("verified_by", 200, r => r.VerifiedBy)
            .Time("verified_at", r => r.VerifiedAt)
            .Text("held_reason", 400, r => r.HeldReason),
        r => new PayeeAccount(
            r.Id<Institution>(), Bank(r), r.Text(), r.Time(), r.Text(), r.OptionalTime(), r.Text()));

    public static readonly EntityTable<PayoutBatch> PayoutBatches = new(
        "payout_batch",
        new ColumnList<PayoutBatch>()
            .Id("funding_account_id", r => r.FundingAccountId, isFixed: true)
            .Time("cut_off", r => r.CutOff)
            .Time("pay_on", r => r.PayOn)
            .Int("state", r => (int)r.State)
            .Text("made_by", 200, r => r.MadeBy)
            .Time("made_at", r => r.MadeAt)
            .Ascii("cursor_key", 81, r => r.Cursor)
            .Int("items", r => r.Items)
            .Int("open_items", r => r.Open)
            .Int("failed", r => r.Failed)
            .Int("redemptions", r => r.Redemptions)
            .Int("held_back", r => r.HeldBack)
            .Long("total_minor", r => r.Total.MinorUnits)
            .Currency(r => r.Total.Currency)
            .Text("approved_by", 200, r => r.ApprovedBy)
            .Time("approved_at", r => r.ApprovedAt)
            .Time("exported_at", r => r.ExportedAt)
            .Ascii("file_hash", 64, r => r.FileHash),
        r => new PayoutBatch(
            r.Id<PayoutBatch>(), r.Id<FundingAccount>(), r.Time(), r.Time(), (PayoutState)r.Int(), r.Text(), r.Time(),
            r.Text(), r.Int(), r.Int(), r.Int(), r.Int(), r.Int(), new Money(r.Long(), r.Currency()), r.Text(),
            r.OptionalTime(), r.OptionalTime(), r.Text()));

    public static readonly EntityTable<PayoutItem> PayoutItems = new(
        "payout_item",
        new ColumnList<PayoutItem>()
            .Id("batch_id", r => r.BatchId, isFixed: true)
            .Id("programme_id", r => r.ProgrammeId, isFixed: true)
            .Id("institution_id", r => r.InstitutionId, isFixed: true)
            .Int("programme_number", r => r.ProgrammeNumber, isFixed: true)
            .Int("institution_number", r => r.InstitutionNumber, isFixed: true)
            .Long("gross_minor", r => r.Gross.MinorUnits)
            .Currency(r => r.Gross.Currency)
            .Long("netted_minor", r => r.NettedMinorUnits)
            .Int("redemptions", r => r.Redemptions)
            .Text("holder_name", BankDetails.MaxHolderName, r => r.Payee.HolderName)
            .Ascii("account_number", BankDetails.MaxAccountNumber, r => r.Payee.AccountNumber)
            .Ascii("bank_code", 12, r => r.Payee.BankCode)
            .Text("payee_changed_by", 200, r => r.PayeeChangedBy)
            .Int("state", r => (int)r.State)
            .Text("reason", PayoutItem.MaxReason, r => r.Reason)
            .Time("ended_at", r => r.EndedAt),
        r =>
        {
            r.Skip();
            return new PayoutItem(
                r.Id<PayoutBatch>(), r.Id<Programme>(), r.Id<Institution>(), r.Int(), r.Int(),
                new Money(r.Long(), r.Currency()), r.Long(), r.Int(), Bank(r), r.Text(), (PayoutItemState)r.Int(),
                r.Text(), r.OptionalTime());
        });

    public static readonly EntityTable<ClawBack> ClawBacks = new(
        "claw_back",
        new ColumnList<ClawBack>()
            .Id("redemption_id", r => r.RedemptionId)
            .Id("payment_id", r => r.PaymentId)
            .Id("programme_id", r => r.ProgrammeId, isFixed: true)
            .Id("institution_id", r => r.InstitutionId, isFixed: true)
            .Long("amount_minor", r => r.Amount.MinorUnits)
            .Currency(r => r.Amount.Currency)
            .Long("open_minor", r => r.OpenMinorUnits)
            .Long("planned_minor", r => r.PlannedMinorUnits)
            .Long("returned_minor", r => r.ReturnedMinorUnits)
            .Int("state", r => (int)r.State)
            .Text("reason", ClawBack.MaxReason, r => r.Reason)
            .Text("requested_by", 200, r => r.RequestedBy)
            .Time("requested_at", r => r.RequestedAt)
            .Text("decided_by", 200, r => r.DecidedBy)
            .Time("decided_at", r => r.DecidedAt),
        r => new ClawBack(
            r.Id<ClawBack>(), r.OptionalId<Redemption>(), r.OptionalId<PayoutItem>(), r.Id<Programme>(),
            r.Id<Institution>(), new Money(r.Long(), r.Currency()), r.Long(), r.Long(), r.Long(),
            (ClawBackState)r.Int(), r.Text(), r.Text(), r.Time(), r.Text(), r.OptionalTime()),
        uniques: new UniqueRule(
            "claw_back_redemption",
            r => r is ClawBack { State: not ClawBackState.Declined } clawBack ? clawBack.RedemptionId : null));

    public static readonly EntityTable<Netting> Nettings = new(
        "netting",
        new ColumnList<Netting>()
            .Id("batch_id", r => r.BatchId, isFixed: true)
            .Id("item_id", r => r.ItemId, isFixed: true)
            .Id("claw_back_id", r => r.ClawBackId, isFixed: true)
            .Long("amount_minor", r => r.AmountMinorUnits),
        r =>
        {
            r.Skip();
            return new Netting(r.Id<PayoutBatch>(), r.Id<PayoutItem>(), r.Id<ClawBack>(), r.Long());
        },
        EntityTables.JoinedKey(ColumnType.Ascii));

    public static readonly IReadOnlyList<EntityTable> All =
        [FundingAccounts, PayeeAccounts, PayoutBatches, PayoutItems, ClawBacks, Nettings];

    private static BankDetails Bank(RowReader r) => new(r.Text(), r.Text(), r.Text());
}
