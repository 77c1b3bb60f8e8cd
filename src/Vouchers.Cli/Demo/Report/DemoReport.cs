namespace Vouchers.Cli.Demo.Report;

/// <summary>One target group's way, summed over the programmes.</summary>
internal sealed record FunnelRow(
    string Group, string GroupZh, long Eligible, long Issued, long Viewed, long Redeemed, long Completed,
    long Certified);

/// <summary>Where a programme's money stands, in minor units.</summary>
internal sealed record BudgetRow(
    string Programme, long Available, long Outstanding, long Reserved, long Unearned, long Payable, long Sent)
{
    public long Total => Available + Outstanding + Reserved + Unearned + Payable + Sent;
}

/// <summary>Redemptions of one kind of institution that stand.</summary>
internal sealed record KindRow(string Kind, long Redemptions, long MinorUnits);

/// <summary>How often a reason refused, with one of its messages.</summary>
internal sealed record RefusalRow(string Reason, long Count, string Example);

/// <summary>A programme's plan against what came of it.</summary>
internal sealed record PlanRow(
    string Programme, long PlannedParticipants, long Participants, long PlannedCertificates, long Certificates);

/// <summary>A kind of account over all programmes; one of the two sides is zero.</summary>
internal sealed record TrialRow(string Account, long DebitMinorUnits, long CreditMinorUnits);

/// <summary>An invariant and whether it holds.</summary>
internal sealed record InvariantRow(string Name, string Rule, string RuleZh, long Violations, string FirstViolation);

/// <summary>What became of a planted case.</summary>
internal enum CaseVerdict
{
    /// <summary>The rule that was meant to stop it did.</summary>
    Stopped,

    /// <summary>Something else happened: the demo fails.</summary>
    Unexpected,
}

/// <summary>A planted case of fraud, and what stopped it.</summary>
internal sealed record FraudRow(
    string Title, string TitleZh, string Attempt, string AttemptZh, string Reason, string Answer, CaseVerdict Verdict);

/// <summary>How long a chapter took, and how many calls it made.</summary>
internal sealed record TimingRow(string Chapter, string ChapterZh, long Calls, TimeSpan Took);

/// <summary>Everything that the report shows.</summary>
internal sealed record DemoReport(
    int Seed,
    int Citizens,
    DateTimeOffset From,
    DateTimeOffset Until,
    IReadOnlyList<FunnelRow> Funnel,
    IReadOnlyList<BudgetRow> Budgets,
    IReadOnlyList<KindRow> Kinds,
    IReadOnlyList<RefusalRow> Refusals,
    IReadOnlyList<PlanRow> Plans,
    IReadOnlyList<TrialRow> Trial,
    IReadOnlyList<InvariantRow> Invariants,
    IReadOnlyList<FraudRow> Frauds,
    IReadOnlyList<TimingRow> Timings,
    long JournalRows);
