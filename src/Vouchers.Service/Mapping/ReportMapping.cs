using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Finance reports as report.proto spells them.</summary>
internal static class ReportMapping
{
    private const int BasisPoints = 10_000;

    public static V1.Remittance ToRemittance(
        this PayoutItem item, PayoutBatch batch, Institution institution, Programme programme,
        IReadOnlyList<RemittanceLine> lines, IReadOnlyList<RemittanceDeduction> deductions,
        IEnumerable<ClawBack> arrived)
    {
        V1.Money Of(long minorUnits) => new Money(minorUnits, item.Gross.Currency).ToProto();
        return new V1.Remittance
        {
            Payment = item.ToProto(),
            InstitutionName = institution.Name,
            ProgrammeTitle = programme.Title,
            PayOn = batch.PayOn.ToProto(),
            // What claw-backs took whole was never sent.
            SentAt = item.Net.MinorUnits > 0 ? batch.ExportedAt?.ToProto() : null,
            Branches =
            {
                lines.GroupBy(line => line.BranchId).Select(branch => new V1.BranchSubtotal
                {
                    BranchId = branch.Key.Value,
                    Name = branch.First().BranchName,
                    Redemptions = branch.Count(),
                    Amount = Of(branch.Sum(line => line.AmountMinorUnits)),
                }),
            },
            Deductions = { deductions.Select(deduction => deduction.ToProto(item.Gross.Currency)) },
            Arrived = { arrived.Select(c => c.ToProto()) },
        };
    }

    public static V1.RemittanceDeduction ToProto(this RemittanceDeduction deduction, Currency currency) => new()
    {
        ClawBackId = deduction.ClawBackId.Value,
        RedemptionId = deduction.RedemptionId?.Value ?? "",
        EndToEndId = deduction.PaymentId is { } arrived ? PayoutItem.EndToEndIdOf(arrived) : "",
        Receipt = deduction.Receipt,
        VoucherId = deduction.VoucherId?.Value ?? "",
        Reason = deduction.Reason,
        Amount = new Money(deduction.AmountMinorUnits, currency).ToProto(),
    };

    public static V1.RemittanceLine ToProto(this RemittanceLine line, Currency currency) => new()
    {
        RedemptionId = line.RedemptionId.Value,
        Receipt = line.Receipt,
        VoucherId = line.VoucherId.Value,
        BranchId = line.BranchId.Value,
        SessionId = line.SessionId.Value,
        CourseId = line.CourseId.Value,
        CourseTitle = line.CourseTitle,
        RedeemedAt = line.RedeemedAt.ToProto(),
        Amount = new Money(line.AmountMinorUnits, currency).ToProto(),
        State = (V1.Redemption.Types.State)(int)line.State,
        ForceMajeure = line.ForceMajeure,
    };

    public static V1.Ageing ToProto(this IEnumerable<AgeingRow> owed, Institution institution, Currency currency)
    {
        var kinds = owed.ToLookup(row => row.Kind);
        V1.Money Account(AgeingKind kind, int sign) =>
            new Money(checked(sign * kinds[kind].Sum(row => row.AmountMinorUnits)), currency).ToProto();
        return new V1.Ageing
        {
            InstitutionId = institution.Id.Value,
            InstitutionName = institution.Name,
            Currency = currency.ToString(),
            Payable = kinds[AgeingKind.Payable].ToBuckets(currency),
            InBatch = kinds[AgeingKind.InBatch].ToBuckets(currency),
            Clearing = kinds[AgeingKind.Clearing].ToBuckets(currency),
            Receivable = kinds[AgeingKind.Receivable].ToBuckets(currency),
            PayableAccount = Account(AgeingKind.PayableAccount, 1),
            ClearingAccount = Account(AgeingKind.ClearingAccount, 1),
            // Its balance is a debit.
            ReceivableAccount = Account(AgeingKind.ReceivableAccount, -1),
        };
    }

    public static V1.Budget ToProto(this IEnumerable<ProgrammeBalance> balances, Programme programme)
    {
        var kinds = balances.ToDictionary(b => b.Kind, b => b.BalanceMinorUnits);
        long Of(AccountKind kind) => kinds.GetValueOrDefault(kind);
        V1.Money Money(long minorUnits) => new Money(minorUnits, programme.Currency).ToProto();
        var appropriated = checked(-Of(AccountKind.Appropriation));
        var receivable = checked(-Of(AccountKind.Receivable));
        var used = checked(Of(AccountKind.Unearned) + Of(AccountKind.Payable) + Of(AccountKind.Clearing)
            + Of(AccountKind.Paid) - receivable);
        var placed = checked(
            Of(AccountKind.Available) + Of(AccountKind.Outstanding) + Of(AccountKind.Reserved) + used);
        return new V1.Budget
        {
            ProgrammeId = programme.Id.Value,
            Title = programme.Title,
            Appropriated = Money(appropriated),
            Available = Money(Of(AccountKind.Available)),
            Outstanding = Money(Of(AccountKind.Outstanding)),
            Reserved = Money(Of(AccountKind.Reserved)),
            Unearned = Money(Of(AccountKind.Unearned)),
            Payable = Money(Of(AccountKind.Payable)),
            Clearing = Money(Of(AccountKind.Clearing)),
            Paid = Money(Of(AccountKind.Paid)),
            Receivable = Money(receivable),
            Used = Money(used),
            UsedBasisPoints = appropriated == 0 ? 0 : (int)((Int128)used * BasisPoints / appropriated),
            Unexplained = Money(checked(appropriated - placed)),
        };
    }

    public static V1.TrialBalanceTotal ToTotal(this IEnumerable<V1.TrialBalanceAccount> accounts, string currency)
    {
        var all = accounts.ToList();
        V1.Money Sum(Func<V1.TrialBalanceAccount, V1.Money> side) =>
            new() { MinorUnits = all.Sum(account => side(account).MinorUnits), Currency = currency };
        return new V1.TrialBalanceTotal
        {
            Debits = Sum(a => a.Debits),
            Credits = Sum(a => a.Credits),
            DebitBalance = Sum(a => a.DebitBalance),
            CreditBalance = Sum(a => a.CreditBalance),
        };
    }

    private static V1.AgeBuckets ToBuckets(this IEnumerable<AgeingRow> rows, Currency currency)
    {
        var sums = new long[AgeingRow.LastDays.Count + 1];
        var count = 0L;
        foreach (var row in rows)
        {
            sums[row.Bucket] = checked(sums[row.Bucket] + row.AmountMinorUnits);
            count += row.Count;
        }

        V1.Money Of(long minorUnits) => new Money(minorUnits, currency).ToProto();
        return new V1.AgeBuckets
        {
            Days0To7 = Of(sums[0]),
            Days8To30 = Of(sums[1]),
            Days31To60 = Of(sums[2]),
            Days61To90 = Of(sums[3]),
            Over90Days = Of(sums[4]),
            Total = Of(sums.Sum()),
            Count = checked((int)count),
        };
    }
}
