using Vouchers.Client;
using Vouchers.Client.Offline;
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

    /// <summary>The service did not answer, and nothing was redeemed.</summary>
    public sealed record Unanswered : Step;

    /// <summary>Whether it was redeemed is not known: asking again tells, and redeems once.</summary>
    /// <param name="Asked">What was asked for.</param>
    /// <param name="Refusal">Why this counter was refused any word; null where nobody answered.</param>
    public sealed record Uncertain(KeptRedemption Asked, VoucherRefusal? Refusal) : Step
    {
        /// <summary>A code on a phone can be accepted without the service meanwhile.</summary>
        public bool IsOnPhone => Asked.QrText.Length > 0 && Asked.Pin.Length == 0;
    }

    /// <summary>The line is down, and this counter may accept the voucher by itself, on the clerk's word.</summary>
    public sealed record Acceptable(OfflineCheck.Acceptable Check) : Step;

    /// <summary>It was accepted without the service, and is kept.</summary>
    public sealed record Provisional(CapturedSlip Slip) : Step;

    /// <summary>The line is down, and this counter may not accept it.</summary>
    public sealed record NotAccepted(OfflineCheck.Refused Check) : Step;

    /// <summary>This device could not keep it, so nothing was asked for or accepted.</summary>
    /// <param name="Fault">The browser's name for it, or a sentence in English.</param>
    public sealed record NotKept(string Fault) : Step;
}
