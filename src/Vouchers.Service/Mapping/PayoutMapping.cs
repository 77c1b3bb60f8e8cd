using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Payouts as payout.proto spells them.</summary>
internal static class PayoutMapping
{
    /// <summary>Reads bank details; whether they are well formed the command judges.</summary>
    public static BankDetails Read(this RequestFields fields, V1.BankDetails? bank) =>
        fields.Message(bank) is { } inside
            ? new BankDetails(inside.Text(bank!.HolderName, 1, BankDetails.MaxHolderName),
                inside.Text(bank.AccountNumber, 1, BankDetails.MaxAccountNumber), inside.Text(bank.BankCode, 1, 12))
            : null!;

    public static V1.BankDetails ToProto(this BankDetails bank) => new()
    {
        HolderName = bank.HolderName, AccountNumber = bank.AccountNumber, BankCode = bank.BankCode,
    };

    public static V1.FundingAccount ToProto(this FundingAccount account) => new()
    {
        Id = account.Id.Value,
        Bank = account.Bank.ToProto(),
        Currency = account.Currency.ToString(),
        CoolingOffHours = account.CoolingOffHours,
    };

    public static V1.PayeeAccount ToProto(this PayeeAccount account) => new()
    {
        InstitutionId = account.InstitutionId.Value,
        Bank = account.Bank.ToProto(),
        ChangedBy = account.ChangedBy,
        ChangedAt = account.ChangedAt.ToProto(),
        VerifiedBy = account.VerifiedBy,
        VerifiedAt = account.VerifiedAt?.ToProto(),
        HeldReason = account.HeldReason,
    };

    public static V1.PayoutBatch ToProto(this PayoutBatch batch) => new()
    {
        Id = batch.Id.Value,
        FundingAccountId = batch.FundingAccountId.Value,
        CutOff = batch.CutOff.ToProto(),
        PayOn = batch.PayOn.ToProto(),
        State = (V1.PayoutBatch.Types.State)(int)batch.State,
        MadeBy = batch.MadeBy,
        MadeAt = batch.MadeAt.ToProto(),
        Items = batch.Items,
        OpenItems = batch.Open,
        FailedItems = batch.Failed,
        Redemptions = batch.Redemptions,
        HeldBack = batch.HeldBack,
        Total = batch.Total.ToProto(),
        ApprovedBy = batch.ApprovedBy,
        ApprovedAt = batch.ApprovedAt?.ToProto(),
        ExportedAt = batch.ExportedAt?.ToProto(),
        FileSha256 = batch.FileHash,
    };

    public static V1.PayoutItem ToProto(this PayoutItem item) => new()
    {
        Id = item.Key,
        BatchId = item.BatchId.Value,
        ProgrammeId = item.ProgrammeId.Value,
        InstitutionId = item.InstitutionId.Value,
        Gross = item.Gross.ToProto(),
        Netted = new Money(item.NettedMinorUnits, item.Gross.Currency).ToProto(),
        Net = item.Net.ToProto(),
        Redemptions = item.Redemptions,
        Payee = item.Payee.ToProto(),
        State = (V1.PayoutItem.Types.State)(int)item.State,
        Reason = item.Reason,
        EndToEndId = item.EndToEndId,
        EndedAt = item.EndedAt?.ToProto(),
    };

    public static V1.ClawBack ToProto(this ClawBack clawBack) => new()
    {
        Id = clawBack.Id.Value,
        RedemptionId = clawBack.RedemptionId?.Value ?? "",
        Receipt = clawBack.RedemptionId is { } redemption ? Redemption.ReceiptOf(redemption) : "",
        PaymentId = clawBack.PaymentId?.Value ?? "",
        ProgrammeId = clawBack.ProgrammeId.Value,
        InstitutionId = clawBack.InstitutionId.Value,
        Amount = clawBack.Amount.ToProto(),
        Open = new Money(clawBack.OpenMinorUnits, clawBack.Amount.Currency).ToProto(),
        State = (V1.ClawBack.Types.State)(int)clawBack.State,
        Reason = clawBack.Reason,
        RequestedBy = clawBack.RequestedBy,
        RequestedAt = clawBack.RequestedAt.ToProto(),
        DecidedBy = clawBack.DecidedBy,
        DecidedAt = clawBack.DecidedAt?.ToProto(),
    };
}
