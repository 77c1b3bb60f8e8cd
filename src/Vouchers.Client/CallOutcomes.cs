using Grpc.Core;
using Vouchers.Client.Calls;

namespace Vouchers.Client;

/// <summary>Makes outcomes of calls and lists of pages.</summary>
public static class CallOutcomes
{
    /// <summary>
    /// Awaits a call of one of <see cref="VoucherClient"/>'s generated clients as a value, e.g.
    /// <c>await client.Programmes.FundProgrammeAsync(request).AsOutcome()</c>.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; whether a change was made is not known.
    /// </exception>
    /// <exception cref="RpcException">The service has a bug (INTERNAL, UNKNOWN, UNIMPLEMENTED, DATA_LOSS).</exception>
    public static Task<Outcome<T>> AsOutcome<T>(this AsyncUnaryCall<T> call) => OutcomeOfAsync(call.ResponseAsync);

    /// <summary>Awaits what a call gives as a value.</summary>
    internal static async Task<Outcome<T>> OutcomeOfAsync<T>(Task<T> answer)
    {
        try
        {
            return new Outcome<T>.Ok(await answer.ConfigureAwait(false));
        }
        catch (RpcException e) when (StatusDetails.RefusalOf(e) is { } refusal)
        {
            return new Outcome<T>.Refused(refusal);
        }
        catch (CallFailedException e) when (StatusDetails.IsWorthRepeating(e))
        {
            return new Outcome<T>.Unavailable(e.What, StatusDetails.RetryDelayOf(e), e.RequestId);
        }
    }

    /// <summary>All values of a list; refused or unavailable where one of its pages was.</summary>
    public static async Task<Outcome<IReadOnlyList<T>>> CollectAsync<T>(
        this IAsyncEnumerable<Outcome<T>> outcomes, CancellationToken cancellation = default)
    {
        var values = new List<T>();
        await foreach (var outcome in outcomes.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (outcome is not Outcome<T>.Ok success)
                return outcome.Map<IReadOnlyList<T>>(_ => values);
            values.Add(success.Value);
        }
        return new Outcome<IReadOnlyList<T>>.Ok(values);
    }
}
