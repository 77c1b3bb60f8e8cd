using System.Runtime.CompilerServices;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Turns what a reader throws about its file into the file's last part.</summary>
internal static class FaultAsPart
{
    public static async IAsyncEnumerable<StatementPart> LastAsync(
        IAsyncEnumerable<StatementPart> parts, Func<Exception, BankFileFault?> faultOf,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var each = parts.GetAsyncEnumerator(cancellation);
        await using (each.ConfigureAwait(false))
        {
            while (true)
            {
                BankFileFault? fault = null;
                var more = false;
                try
                {
                    more = await each.MoveNextAsync().ConfigureAwait(false);
                }
                catch (Exception e) when ((fault = faultOf(e)) is not null)
                {
                }

                if (fault is not null)
                    yield return new StatementPart.FileRefused(fault);
                if (!more)
                    yield break;
                yield return each.Current;
            }
        }
    }
}
