using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Counter;

/// <summary>What stands on the counter's screen. The hierarchy is closed.</summary>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>For the next citizen.</summary>
    public sealed record Waiting : Step;

    /// <summary>For the service.</summary>
    public sealed record Asking : Step;

    /// <summary>For the PIN of a printed voucher or a typed code.</summary>
    /// <param name="Shown">What was scanned or typed.</param>
    /// <param name="MaskedName">To compare with the ID document; empty where not known.</param>
    /// <param name="Wrong">What was wrong with the PIN before; null at the first.</param>
    public sealed record PinWanted(Evidence Shown, string MaskedName, VoucherRefusal? Wrong) : Step;

    /// <summary>For the clerk's word.</summary>
    public sealed record Ready(Evidence Shown, Verification Voucher) : Step
    {
        /// <summary>It is a printed voucher or a typed code: the ID document decides.</summary>
        public bool NeedsDocument => Shown.Pin.Length > 0;
    }

    /// <summary>The holder has no seat yet, and may be given one here.</summary>
    public sealed record EnrolFirst(Evidence Shown, Verification Voucher) : Step;

    /// <summary>It was redeemed, or was so earlier and is shown again.</summary>
    /// <param name="Redemption">As the service keeps it.</param>
    /// <param name="MaskedName">Empty where not known.</param>
    public sealed record Done(Redemption Redemption, string MaskedName) : Step;

    /// <summary>A text that is no voucher.</summary>
    public sealed record NoVoucher(ScanFault Fault) : Step;

    /// <summary>A rule said no.</summary>
    public sealed record Refused(VoucherRefusal Refusal, string MaskedName) : Step;

    /// <summary>The service did not answer.</summary>
    /// <param name="What">The trouble in the client's words.</param>
    /// <param name="IsUncertain">Whether it was redeemed is not known: asking again tells, and redeems once.</param>
    public sealed record Unanswered(string What, bool IsUncertain) : Step;
}
