namespace Vouchers.Reconciliation.BankMessages;

/// <summary>What tells a file from every other, so that one that is imported twice is noticed.</summary>
/// <param name="Sha256">The hash of all its bytes, in 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">How many bytes it has.</param>
public sealed record BankFileDigest(string Sha256, long Bytes);
