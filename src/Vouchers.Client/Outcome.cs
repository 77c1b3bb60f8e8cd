namespace Vouchers.Client;

/// <summary>
/// What became of a call: done, refused by a rule, or not known because the service could not be reached. A refusal is
/// an answer, therefore a value; exceptions are left for bugs (of this program or of the service) and for
/// cancellation.
/// </summary>
/// <typeparam name="T">What a call that succeeds gives.</typeparam>
/// <remarks>The hierarchy is closed: there are these three cases and no other. Immutable, hence thread-safe.</remarks>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>The service did what was asked, now or in answer to an earlier try of the same request id.</summary>
    public sealed record Ok(T Value) : Outcome<T>;

    /// <summary>
    /// A rule said no, and nothing changed. The same call will be refused again until a fact changes.
    /// </summary>
    public sealed record Refused(VoucherRefusal Refusal) : Outcome<T>;

    /// <summary>
    /// No answer in time. Whether the service did what was asked is <b>not known</b>: repeat the call with
    /// <paramref name="RequestId"/> and get the answer of the first one, if it arrived.
    /// </summary>
    /// <param name="What">The trouble in a sentence for a person.</param>
    /// <param name="RetryAfter">How long the service asked to wait; null where it did not say.</param>
    /// <param name="RequestId">Null for a call that changes nothing.</param>
    public sealed record Unavailable(string What, TimeSpan? RetryAfter, Guid? RequestId) : Outcome<T>;

    /// <summary>One answer for each case; the compiler sees to it that none is forgotten.</summary>
    public TResult Match<TResult>(
        Func<T, TResult> ok, Func<VoucherRefusal, TResult> refused, Func<Unavailable, TResult> unavailable) =>
        this switch
        {
            Ok success => ok(success.Value),
            Refused refusal => refused(refusal.Refusal),
            _ => unavailable((Unavailable)this),
        };

    /// <summary>The same outcome with another value.</summary>
    public Outcome<TOther> Map<TOther>(Func<T, TOther> change) => Match<Outcome<TOther>>(
        value => new Outcome<TOther>.Ok(change(value)),
        refusal => new Outcome<TOther>.Refused(refusal),
        trouble => new Outcome<TOther>.Unavailable(trouble.What, trouble.RetryAfter, trouble.RequestId));

    /// <summary>The same refusal or trouble, in a call that would have given something else.</summary>
    internal Outcome<TOther> Failure<TOther>() =>
        Map<TOther>(_ => throw new InvalidOperationException("A call that succeeded has no failure."));

    /// <summary>The value, for programs in which anything else is a bug, such as set-up scripts and tests.</summary>
    /// <exception cref="InvalidOperationException">The call was refused or not answered; the message tells why.
    /// </exception>
    public T Require() => Match(
        value => value,
        refusal => throw new InvalidOperationException(refusal.ToString()),
        trouble => throw new InvalidOperationException(trouble.What));
}
