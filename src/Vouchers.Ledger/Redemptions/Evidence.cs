namespace Vouchers.Ledger;

/// <summary>Tells whether the PIN that was typed is the one of this voucher and generation.</summary>
public delegate bool PinCheck(Id<Voucher> voucher, int generation);

/// <summary>What was shown at the counter, with its signature already verified.</summary>
public abstract record Evidence
{
    private Evidence()
    {
    }

    /// <summary>How the journal names it.</summary>
    public abstract EvidenceKind Kind { get; }

    /// <summary>A live presentation.</summary>
    /// <param name="IssuedAt">When it was made.</param>
    /// <param name="ExpiresAt">When it lapses, without the skew that clocks are granted.</param>
    /// <param name="IsOffline">Whether a device took it while its line was down.</param>
    public sealed record Presentation(Timestamp IssuedAt, Timestamp ExpiresAt, bool IsOffline = false) : Evidence
    {
        /// <summary>How far two clocks may be apart.</summary>
        public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

        /// <inheritdoc/>
        public override EvidenceKind Kind =>
            IsOffline ? EvidenceKind.OfflinePresentation : EvidenceKind.Presentation;

        /// <summary>Null when it is fresh.</summary>
        public Refusal? NotFresh(Timestamp now)
        {
            if (now < IssuedAt - Skew)
                return Refusal.Of(RefusalCode.PresentationNotYetValid,
                    $"The code was made at {IssuedAt}, but it is {now}; check the clocks.",
                    ("issued_at", IssuedAt.ToString()), ("now", now.ToString()));
            return now < ExpiresAt + Skew
                ? null
                : Refusal.Of(RefusalCode.PresentationExpired,
                    $"The code on the screen lapsed at {ExpiresAt}; ask the holder to open the voucher again.",
                    ("expires_at", ExpiresAt.ToString()), ("now", now.ToString()));
        }
    }

    /// <summary>A printed voucher or a typed code: proof of issue that redeems with its PIN only.</summary>
    /// <param name="Kind">Paper or code.</param>
    /// <param name="Pin">Checks the PIN; null where none was typed.</param>
    public sealed record WithPin(EvidenceKind Kind, PinCheck? Pin) : Evidence
    {
        /// <inheritdoc/>
        public override EvidenceKind Kind { get; } = Kind;
    }
}
