using System.Globalization;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Reconciliation as reconciliation.proto spells it.</summary>
internal static class ReconciliationMapping
{
    public static V1.Discrepancy ToProto(this Discrepancy found, Currency currency) => new()
    {
        Id = found.Id.Value,
        FundingAccountId = found.FundingAccountId.Value,
        PeriodId = found.PeriodId.Value,
        Type = (V1.Discrepancy.Types.Type)(int)found.Type,
        LineIds = { found.LineIds.Select(l => l.Value) },
        PaymentIds = { found.PaymentIds.Select(p => p.Value) },
        Difference = new Money(found.DifferenceMinorUnits, currency).ToProto(),
        Explanation = Explanation(found.Signals),
        Owner = found.Owner,
        OpenedAt = found.OpenedAt.ToProto(),
        State = (V1.Discrepancy.Types.State)(int)found.State,
        Resolution = (V1.Discrepancy.Types.Resolution)(int)found.Resolution,
        Reason = found.Reason,
        ProposedBy = found.ProposedBy,
        ProposedAt = found.ProposedAt?.ToProto(),
        DecidedBy = found.DecidedBy,
        DecidedAt = found.DecidedAt?.ToProto(),
    };

    public static V1.Match ToProto(this Match match, Currency currency, IEnumerable<MatchPart> parts) => new()
    {
        Id = match.Id.Value,
        FundingAccountId = match.FundingAccountId.Value,
        Kind = (V1.Match.Types.Kind)(int)match.Kind,
        Pass = match.Pass,
        Score = match.Score,
        Explanation = Explanation(match.Signals),
        Difference = new Money(match.DifferenceMinorUnits, currency).ToProto(),
        State = (V1.Match.Types.State)(int)match.State,
        MadeBy = match.MadeBy,
        MadeAt = match.MadeAt.ToProto(),
        DecidedBy = match.DecidedBy,
        DecidedAt = match.DecidedAt?.ToProto(),
        UndoBy = match.UndoBy,
        UndoReason = match.UndoReason,
        Parts =
        {
            parts.Select(p => new V1.MatchPart
            {
                Kind = (V1.MatchPart.Types.Kind)(int)p.Kind,
                ReferenceId = p.Reference,
                Amount = new Money(p.AmountMinorUnits, currency).ToProto(),
            }),
        },
    };

    public static V1.Period ToProto(this Period period, Currency currency) => new()
    {
        Id = period.Id.Value,
        FundingAccountId = period.FundingAccountId.Value,
        Month = period.FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        State = (V1.Period.Types.State)(int)period.State,
        Closing = period.ClosingMinorUnits is { } closing ? new Money(closing, currency).ToProto() : null,
        CarriedOver = period.CarriedOver,
        ClosedBy = period.ClosedBy,
        ClosedAt = period.ClosedAt?.ToProto(),
        RequestedBy = period.RequestedBy,
        Reason = period.Reason,
    };

    // A run writes a line of English and a line of Chinese; a person writes one line.
    private static V1.Explanation Explanation(string signals)
    {
        var lines = signals.Split('\n', 2);
        return new V1.Explanation { En = lines[0], Zh = lines[^1] };
    }
}
