using Vouchers.Credentials;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>
/// Signs a credential for each voucher that a batch issues, so that voucher and credential become durable together.
/// </summary>
internal sealed class VoucherSealer(KeyStore keys)
{
    // Below this many signatures (about 30 µs each) starting other threads costs more than it saves.
    private const int ParallelFrom = 16;

    /// <summary>The credential rows for the new vouchers among these writes.</summary>
    public IReadOnlyList<RowWrite> Seal(IReadOnlyList<RowWrite> rows, ILedgerState state)
    {
        var vouchers = rows.Where(r => r is { Row: Voucher, ExpectedVersion: null }).Select(r => (Voucher)r.Row)
            .ToList();
        if (vouchers.Count == 0)
            return [];
        var signer = keys.Current(KeyUse.Voucher);
        var sealedRows = new RowWrite[vouchers.Count];
        void SealOne(int i) => sealedRows[i] = new RowWrite(Credential(vouchers[i], state, signer), null);
        if (vouchers.Count < ParallelFrom)
        {
            for (var i = 0; i < vouchers.Count; i++)
                SealOne(i);
        }
        else
        {
            Parallel.For(0, vouchers.Count, SealOne);
        }

        return sealedRows;
    }

    /// <summary>What a credential of this voucher says.</summary>
    /// <param name="voucher">The voucher.</param>
    /// <param name="programme">Its programme.</param>
    /// <param name="citizen">Its holder.</param>
    /// <param name="issuedAt">When the credential is made.</param>
    /// <param name="expiresAt">When the credential lapses.</param>
    public static CredentialClaims Claims(
        Voucher voucher, Programme programme, Citizen citizen, Timestamp issuedAt, Timestamp expiresAt) =>
        new(Uid.ToBytes(voucher.Id.Value), issuedAt.ToDateTimeOffset(), expiresAt.ToDateTimeOffset(),
            programme.Id.Value, voucher.StatusList, voucher.StatusIndex, voucher.Face.MinorUnits, citizen.MaskedName,
            (int)programme.Category, voucher.State == VoucherState.Reserved ? voucher.InstitutionId?.Value : null);

    private static VoucherCredential Credential(Voucher voucher, ILedgerState state, IHashSigner signer)
    {
        var claims = Claims(voucher, state.Find(voucher.ProgrammeId)!, state.Find(voucher.CitizenId)!,
            voucher.IssuedAt, voucher.ValidUntil);
        return new VoucherCredential(voucher.Id, CredentialSigner.Sign(CredentialType.Voucher, claims, signer));
    }
}
