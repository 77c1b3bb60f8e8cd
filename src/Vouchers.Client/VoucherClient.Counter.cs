using Vouchers.Client.Calls;
using Vouchers.V1;

namespace Vouchers.Client;

public sealed partial class VoucherClient
{
    /// <summary>
    /// Tells whose voucher it is and what it is worth for a session; changes nothing. Role: the session's institution.
    /// </summary>
    /// <param name="shown">See <see cref="Shown"/>.</param>
    /// <param name="sessionId">The session that the holder wants to attend.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Ok also where a redemption would be refused; <see cref="Verification.Refusal"/> then tells why. Refused
    /// only where the question itself was, e.g. for another institution's session.</returns>
    public async Task<Outcome<Verification>> VerifyAsync(
        Evidence shown, string sessionId, CancellationToken cancellation = default)
    {
        var request = new VerifyVoucherRequest { Evidence = shown, SessionId = sessionId };
        var outcome = await Redemptions.VerifyVoucherAsync(request, With(cancellation)).AsOutcome()
            .ConfigureAwait(false);
        return outcome.Map(Verification.From);
    }

    /// <summary>Binds a voucher to a session for the programme's time limit. Role: the session's institution.</summary>
    /// <param name="voucherId">26 characters, as in <see cref="Verification.VoucherId"/>.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="requestId">The id of an earlier call to repeat; null makes a new one.</param>
    /// <param name="cancellation">Ends the wait; whether the voucher is reserved is then not known.</param>
    public Task<Outcome<ReserveVoucherResponse>> ReserveAsync(
        string voucherId, string sessionId, Guid? requestId = null, CancellationToken cancellation = default) =>
        Redemptions.ReserveVoucherAsync(
            new() { RequestId = Text(requestId), VoucherId = voucherId, SessionId = sessionId },
            With(cancellation)).AsOutcome();

    /// <summary>Ends a reservation. Role: the institution that holds it.</summary>
    /// <inheritdoc cref="ReserveAsync" path="/param"/>
    public Task<Outcome<ReleaseVoucherResponse>> ReleaseAsync(
        string voucherId, Guid? requestId = null, CancellationToken cancellation = default) =>
        Redemptions.ReleaseVoucherAsync(
            new() { RequestId = Text(requestId), VoucherId = voucherId }, With(cancellation)).AsOutcome();

    /// <summary>
    /// Uses a voucher for a session in which its holder is enrolled. Role: the session's institution.
    /// </summary>
    /// <param name="shown">See <see cref="Shown"/>.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="amount">In minor units, at most the voucher's value for the session; null redeems it whole.</param>
    /// <param name="requestId">The id of an earlier call to repeat; null makes a new one.</param>
    /// <param name="cancellation">Ends the wait; whether the voucher is redeemed is then not known.</param>
    /// <returns>The receipt. A repeat of the same call gets the same one.</returns>
    public async Task<Outcome<Redemption>> RedeemAsync(
        Evidence shown,
        string sessionId,
        Money? amount = null,
        Guid? requestId = null,
        CancellationToken cancellation = default)
    {
        var request = new RedeemVoucherRequest
        {
            RequestId = Text(requestId),
            Evidence = shown,
            SessionId = sessionId,
            Amount = amount,
        };
        var outcome = await Redemptions.RedeemVoucherAsync(request, With(cancellation)).AsOutcome()
            .ConfigureAwait(false);
        return outcome.Map(answer => answer.Redemption);
    }

    /// <summary>Redeems up to 1,000 vouchers in one call, e.g. a class that was scanned at the door.</summary>
    /// <param name="requests">Each with its own request id; empty ones are filled in, in the messages themselves, so
    /// that the same messages can be sent again where the answer is <see cref="Outcome{T}.Unavailable"/>.</param>
    /// <param name="cancellation">Ends the wait; which vouchers are redeemed is then not known.</param>
    /// <returns>One result for each request, in their order: Ok or Refused. A refused one does not stop the others.
    /// </returns>
    /// <exception cref="InvalidOperationException">The service answered with another number of results.</exception>
    public async Task<Outcome<IReadOnlyList<Outcome<Redemption>>>> BatchRedeemAsync(
        IReadOnlyCollection<RedeemVoucherRequest> requests, CancellationToken cancellation = default)
    {
        var outcome = await Redemptions.BatchRedeemVouchersAsync(new() { Requests = { requests } }, With(cancellation))
            .AsOutcome().ConfigureAwait(false);
        return outcome.Map<IReadOnlyList<Outcome<Redemption>>>(answer => answer.Results.Count == requests.Count
            ? [.. answer.Results.Select(ResultOf)]
            : throw new InvalidOperationException(
                $"{requests.Count} redemptions were asked for and {answer.Results.Count} answered."));
    }

    /// <summary>Undoes a redemption within the programme's window. Role: the institution that redeemed.</summary>
    /// <param name="redemptionId">As in the receipt.</param>
    /// <param name="reason">For the auditor; must not be empty.</param>
    /// <param name="requestId">The id of an earlier call to repeat; null makes a new one.</param>
    /// <param name="cancellation">Ends the wait; whether the redemption is voided is then not known.</param>
    public async Task<Outcome<Redemption>> VoidAsync(
        string redemptionId, string reason, Guid? requestId = null, CancellationToken cancellation = default)
    {
        var request = new VoidRedemptionRequest
        {
            RequestId = Text(requestId),
            RedemptionId = redemptionId,
            Reason = reason,
        };
        var outcome = await Redemptions.VoidRedemptionAsync(request, With(cancellation)).AsOutcome()
            .ConfigureAwait(false);
        return outcome.Map(answer => answer.Redemption);
    }

    /// <summary>One redemption. An institution sees its own.</summary>
    public async Task<Outcome<Redemption>> GetRedemptionAsync(
        string redemptionId, CancellationToken cancellation = default)
    {
        var outcome = await Redemptions.GetRedemptionAsync(new() { RedemptionId = redemptionId }, With(cancellation))
            .AsOutcome().ConfigureAwait(false);
        return outcome.Map(answer => answer.Redemption);
    }

    /// <summary>
    /// The redemptions that the caller may see, page by page as they are asked for. Where a page is refused or cannot
    /// be had, that outcome is the last element.
    /// </summary>
    /// <param name="sessionId">Only this session; empty for all.</param>
    /// <param name="citizenId">Only this citizen; empty for all.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public IAsyncEnumerable<Outcome<Redemption>> ListRedemptionsAsync(
        string sessionId = "", string citizenId = "", CancellationToken cancellation = default) =>
        Pages.WalkAsync(
            token => Redemptions.ListRedemptionsAsync(
                new() { PageSize = Pages.Size, PageToken = token, SessionId = sessionId, CitizenId = citizenId },
                With(cancellation)),
            page => page.Redemptions,
            page => page.NextPageToken,
            cancellation);

    private static Outcome<Redemption> ResultOf(RedeemResult result) => result.OutcomeCase switch
    {
        RedeemResult.OutcomeOneofCase.Redemption => new Outcome<Redemption>.Ok(result.Redemption),
        RedeemResult.OutcomeOneofCase.Refusal => new Outcome<Redemption>.Refused(VoucherRefusal.From(result.Refusal)),
        var other => throw new InvalidOperationException($"A result is neither redemption nor refusal but {other}."),
    };
}
