using System.Globalization;
using Vouchers.Credentials;
using Vouchers.V1;

namespace Vouchers.Client.Offline;

/// <summary>
/// The rules by which a device accepts a voucher by itself: a pure function of what it knows and the time. They stand
/// in the order of <see cref="OfflineRule"/>; what needs the ledger (enrolment, exposure) is asked when the slip comes
/// in.
/// </summary>
/// <param name="memory">What the device knows.</param>
/// <param name="institutionId">Whose device it is.</param>
/// <param name="credential">What was shown, its signature found good.</param>
/// <param name="sessionId">The session that it is shown for.</param>
/// <param name="now">By the service's clock, as far as the device knows it.</param>
internal sealed class OfflineJudge(
    DeviceMemory memory, string institutionId, VerifiedCredential credential, string sessionId, DateTimeOffset now)
{
    // A list has a time of whole seconds, and may have been made while a redemption of that minute was voided.
    private static readonly TimeSpan StatusLag = TimeSpan.FromMinutes(2);

    private readonly CredentialClaims claims = credential.Claims;
    private readonly string voucherId = credential.Claims.VoucherIdText();

    // The end is excluded, as by the service, which reads whole seconds from the slip.
    private DateTimeOffset Until
    {
        get
        {
            var lapses = claims.IssuedAt + VerifiedCredential.PresentationLifetime;
            return (lapses < claims.ExpiresAt ? lapses : claims.ExpiresAt) + VerifiedCredential.ClockSkew;
        }
    }

    /// <summary>Acceptable, or the first rule that refuses.</summary>
    public OfflineCheck Judge() =>
        ClockRefuses() ?? CodeRefuses() ?? AcceptedHere() ?? StatusRefuses() ?? PlaceRefuses() ?? TermRefuses();

    private OfflineCheck.Refused? ClockRefuses()
    {
        if (memory.ClockOffset is null)
            return Refuse(OfflineRule.ClockUnsure, RefusalReason.PresentationNotYetValid,
                "This till has never compared its clock with the service's; connect it once.");
        var floor = memory.Lease?.FromTime.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch;
        if (memory.Last?.Slip.Claims.CapturedAt is { } last && last > floor)
            floor = last;
        return now < floor - VerifiedCredential.ClockSkew
            ? Refuse(OfflineRule.ClockUnsure, RefusalReason.PresentationNotYetValid,
                $"The till's clock went back: it is {Text(now)} by it, and {Text(floor)} was before. Put it right, or "
                + "connect the till once.", ("now", Text(now)), ("was", Text(floor)))
            : null;
    }

    private OfflineCheck.Refused? CodeRefuses()
    {
        if (now < claims.IssuedAt - VerifiedCredential.ClockSkew)
            return Refuse(OfflineRule.CodeFromFuture, RefusalReason.PresentationNotYetValid,
                $"The code was made at {Text(claims.IssuedAt)}, but it is {Text(now)} here; check the till's clock.",
                ("issued_at", Text(claims.IssuedAt)), ("now", Text(now)));
        return now < Until
            ? null
            : Refuse(OfflineRule.CodeLapsed, RefusalReason.PresentationExpired,
                $"The code on the screen lapsed at {Text(claims.ExpiresAt)}; ask the holder to open the voucher again.",
                ("expires_at", Text(claims.ExpiresAt)), ("now", Text(now)));
    }

    private OfflineCheck.Refused? AcceptedHere()
    {
        var slip = memory.Slips.LastOrDefault(s => s.VoucherId == voucherId && s.State != SlipState.Dismissed);
        if (slip is null || slip.State == SlipState.Confirmed && IsFreeAgain(slip))
            return null;
        var (at, receipt) = (slip.Slip.Claims.CapturedAt, slip.Slip.Claims.ReceiptText());
        return Refuse(OfflineRule.AcceptedHere, RefusalReason.VoucherRedeemed,
            $"This device accepted the voucher at {Text(at)}; provisional receipt {receipt}.",
            ("captured_at", Text(at)), ("receipt", receipt), ("session", slip.Slip.Claims.SessionId));
    }

    // Confirmed and yet valid in a later list: the redemption was voided since.
    private bool IsFreeAgain(StoredSlip slip) =>
        memory.Statuses.TryGetValue(claims.StatusList, out var status)
        && status.List.IssuedAt > slip.Result!.Record.SyncedAt.ToDateTimeOffset() + StatusLag
        && status.List.Statuses[claims.StatusIndex] == VoucherStatus.Valid;

    private OfflineCheck.Refused? StatusRefuses()
    {
        if (!memory.Statuses.TryGetValue(claims.StatusList, out var status))
            return Refuse(OfflineRule.StatusUnknown, RefusalReason.NotFound,
                "This device does not know the list of revoked vouchers that this one is in; it can be redeemed when "
                + "the line is back.", ("status_list", claims.StatusList.ToString(CultureInfo.InvariantCulture)));
        var asOf = ("as_of", Text(status.List.IssuedAt));
        return status.List.Statuses[claims.StatusIndex] switch
        {
            VoucherStatus.Valid => null,
            VoucherStatus.Suspended => Refuse(OfflineRule.Suspended, RefusalReason.VoucherSuspended,
                "The bureau holds this voucher for a check; ask the holder to call the bureau.", asOf),
            VoucherStatus.Redeemed => Refuse(OfflineRule.Redeemed, RefusalReason.VoucherRedeemed,
                $"The voucher was redeemed before {Text(status.List.IssuedAt)}. When the line is back, this counter "
                + "can tell where and when.", asOf),
            _ => Refuse(OfflineRule.Invalid, RefusalReason.VoucherRevoked,
                "The voucher was revoked or has expired.", asOf),
        };
    }

    private OfflineCheck.Refused? PlaceRefuses() =>
        claims.Institution is { } reserved && reserved != institutionId
            ? Refuse(OfflineRule.OtherInstitution, RefusalReason.VoucherReserved,
                $"The voucher is reserved at institution '{reserved}'; only that one can redeem it.",
                ("institution", reserved))
            : null;

    private OfflineCheck TermRefuses()
    {
        if (!memory.Sessions.TryGetValue(sessionId, out var session)
            || session.Terms.FirstOrDefault(t => t.ProgrammeId == claims.Programme) is not { } term)
            return Refuse(OfflineRule.TermsUnknown, RefusalReason.NotFound,
                $"This device was not prepared for session '{sessionId}' and programme '{claims.Programme}' while the "
                + "line was up.", ("session", sessionId), ("programme", claims.Programme));
        if (term.Refusal is { } refusal)
            return new OfflineCheck.Refused(
                OfflineRule.NotCovered, VoucherRefusal.From(refusal), claims.MaskedName);
        var (opens, closes) = (term.OpensAt.ToDateTimeOffset(), term.ClosesAt.ToDateTimeOffset());
        if (now < opens || now >= closes)
            return Refuse(OfflineRule.SessionClosed, RefusalReason.SessionClosed,
                $"Session '{sessionId}' takes redemptions from {Text(opens)} until {Text(closes)}; it is {Text(now)}.",
                ("session", sessionId), ("opens_at", Text(opens)), ("closes_at", Text(closes)), ("now", Text(now)));
        var amount = Math.Min(term.Value.MinorUnits, claims.ValueCapMinorUnits);
        if (term.Cap is { } cap && amount > cap.MinorUnits)
            return Refuse(OfflineRule.AboveCap, RefusalReason.OfflineCapExceeded,
                $"The voucher pays {Text(amount, term.Value.Currency)} for this course; off line the programme allows "
                + $"{Text(cap.MinorUnits, cap.Currency)} a voucher.",
                ("amount", Number(amount)), ("cap", Number(cap.MinorUnits)), ("currency", cap.Currency));
        return LeaseRefuses(amount, term.Value.Currency) ?? (OfflineCheck)Accept(amount, term.Value.Currency);
    }

    private OfflineCheck.Refused? LeaseRefuses(long amount, string currency)
    {
        if (memory.Lease is not { } lease)
            return Refuse(OfflineRule.NoLease, RefusalReason.LeaseLapsed,
                "This device may accept nothing off line yet; connect it once.");
        var until = lease.UntilTime.ToDateTimeOffset();
        if (now >= until)
            return Refuse(OfflineRule.LeaseLapsed, RefusalReason.LeaseLapsed,
                $"This device could accept vouchers off line until {Text(until)}; connect it to go on.",
                ("until", Text(until)));
        var (count, sum) = Left(lease, memory.Slips);
        if (count < 1)
            return Refuse(OfflineRule.LeaseCountUsed, RefusalReason.LeaseExceeded,
                $"This device has accepted {lease.Count} vouchers off line, which is all that it may; connect it to go "
                + "on.", ("count", Number(lease.Count)));
        return currency == lease.Sum.Currency && amount <= sum
            ? null
            : Refuse(OfflineRule.LeaseSumUsed, RefusalReason.LeaseExceeded,
                $"This device may still accept {Text(sum, lease.Sum.Currency)} off line, and this voucher pays "
                + $"{Text(amount, currency)}; connect it to go on.",
                ("sum_left", Number(sum)), ("amount", Number(amount)), ("currency", lease.Sum.Currency));
    }

    /// <summary>What is left of a lease after these slips.</summary>
    public static (int Count, long SumMinorUnits) Left(Lease lease, IEnumerable<StoredSlip> slips)
    {
        var under = slips.Where(slip => slip.Slip.Claims.LeaseId == lease.Id).ToList();
        return (lease.Count - under.Count, lease.Sum.MinorUnits
            - under.Where(slip => slip.TakesFromSum).Sum(slip => slip.Slip.Claims.AmountMinorUnits));
    }

    private OfflineCheck.Acceptable Accept(long amount, string currency)
    {
        var list = memory.Statuses[claims.StatusList].List;
        var name = list.Programmes.FirstOrDefault(p => p.Code == claims.Programme)?.Name ?? claims.Programme;
        return new OfflineCheck.Acceptable(
            voucherId, claims.MaskedName, new Money { MinorUnits = amount, Currency = currency }, name, sessionId,
            claims.Institution is not null, list.IssuedAt, Until);
    }

    private OfflineCheck.Refused Refuse(
        OfflineRule rule, RefusalReason reason, string message, params (string Name, string Value)[] facts) =>
        new(rule, new(reason, message, facts.ToDictionary(fact => fact.Name, fact => fact.Value)), claims.MaskedName);

    private static string Text(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(long minorUnits, string currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{minorUnits / 100}.{minorUnits % 100:00} {currency}");
}
