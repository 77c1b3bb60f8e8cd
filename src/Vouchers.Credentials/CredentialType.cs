namespace Vouchers.Credentials;

/// <summary>
/// What a credential is for. The number is its COSE <c>typ</c> header (label 16, RFC 9596), taken from the
/// experimental range of CoAP content formats, and is signed with it: one kind can never pass for another.
/// </summary>
public enum CredentialType
{
    /// <summary>The static voucher. It proves issue and is not money: alone it never redeems.</summary>
    Voucher = 65010,

    /// <summary>What a citizen's phone shows: good for 60 seconds, then renewed.</summary>
    Presentation = 65011,

    /// <summary>A redemption captured while the line was down.</summary>
    OfflineRedemption = 65012,
}
