using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>
/// Every fault that one command can meet, in the order in which they are answered, and a world that has any
/// choice of them at once. A fault is named by its code, with a word after a colon where a code has several.
/// Where two faults cannot be in one world (a voucher is redeemed or revoked, not both; the institution of a
/// missing session is nobody's), the world has the earlier one.
/// </summary>
internal sealed record PrecedenceTable(
    string Name, string[] Faults, Func<Wrong, (LedgerHarness Ledger, Command Command)> Build)
{
    public IEnumerable<RefusalCode> Codes => Faults.Select(CodeOf);

    public static RefusalCode CodeOf(string fault) => Enum.Parse<RefusalCode>(fault.Split(':')[0]);

    /// <summary>
    /// The code that a world with these faults is answered with; null where it is accepted. What a device captured off
    /// line is not turned away: the code is then the one that put it into the conflict queue.
    /// </summary>
    public RefusalCode? Answer(IEnumerable<string> present)
    {
        var (ledger, command) = Build(new Wrong(Faults, present));
        return ledger.Judge(command) switch
        {
            Decision.Refused refused => refused.Refusal.Code,
            Decision.Accepted { Answer: OfflineRecord { State: OfflineRecordState.Conflict } record } =>
                record.Conflict!.Code,
            _ => null,
        };
    }
}

/// <summary>Which faults a world is to have.</summary>
internal sealed class Wrong(string[] known, IEnumerable<string> present)
{
    private readonly HashSet<string> present = [.. present];

    public bool this[string fault] => known.Contains(fault)
        ? present.Contains(fault)
        : throw new InvalidOperationException($"The table does not list {fault}.");
}
