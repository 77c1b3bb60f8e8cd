namespace Vouchers.Storage;

/// <summary>Judges statements and matches by the rows that they count and add up.</summary>
internal sealed class ReconciliationAudit
{
    private readonly Finding statements = new(
        "statement-lines", "A statement says how many of its lines nothing explains.");

    private readonly Finding matches = new(
        "match-sums", "A booked match's lines, less what explains them, add up to the difference that it says.");

    public IEnumerable<InvariantCheck> Checks => [statements.ToCheck(), matches.ToCheck()];

    public async Task RunAsync(IAuditSource source, CancellationToken cancellation)
    {
        await foreach (var (statement, unexplained, open) in source.StatementsAsync(cancellation)
            .ConfigureAwait(false))
        {
            if (unexplained != open)
                statements.Add($"statement {statement} says {unexplained} open lines and has {open}");
        }

        await foreach (var (match, difference, sum) in source.MatchesAsync(cancellation).ConfigureAwait(false))
        {
            if (difference != sum)
                matches.Add($"match {match} says a difference of {difference}, its parts add up to {sum}");
        }
    }
}
