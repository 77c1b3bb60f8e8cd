namespace Vouchers.Storage;

/// <summary>Judges statements and matches by the rows that they count and add up.</summary>
internal sealed class ReconciliationAudit
{
    private readonly Finding statements = new(
        "statement-lines", "A statement says what its own lines add up to, and how many of them nothing explains.");

    private readonly Finding matches = new(
        "match-sums", "A booked match's lines, less what explains them, add up to the difference that it says.");

    public IEnumerable<InvariantCheck> Checks => [statements.ToCheck(), matches.ToCheck()];

    public async Task RunAsync(IAuditSource source, CancellationToken cancellation)
    {
        await foreach (var (statement, unexplained, open, own, sum) in source.StatementsAsync(cancellation)
            .ConfigureAwait(false))
        {
            if (unexplained != open)
                statements.Add($"statement {statement} says {unexplained} open lines and has {open}");
            if (own != sum)
                statements.Add($"statement {statement} says that its lines make {own}, they make {sum}");
        }

        await foreach (var (match, difference, sum) in source.MatchesAsync(cancellation).ConfigureAwait(false))
        {
            if (difference != sum)
                matches.Add($"match {match} says a difference of {difference}, its parts add up to {sum}");
        }
    }
}
