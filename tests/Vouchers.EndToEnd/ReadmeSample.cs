using Vouchers.Client;

namespace Vouchers.EndToEnd;

/// <summary>
/// The client library's sample in README.md, between the region's marks. A test compares the two texts, so that what
/// people copy always compiles.
/// </summary>
internal static class ReadmeSample
{
    public static async Task<string> RedeemAsync(Uri address, string token, string scannedText, string sessionId)
    {
        #region sample
        // One client for the life of the program: it connects, renews and retries by itself.
        await using var client = new VoucherClient(new()
        {
            Address = address,
            Token = _ => ValueTask.FromResult(token),
        });

        // A lost reply is asked for again with the same request id: nobody is charged twice.
        var outcome = await client.RedeemAsync(Shown.OnPhone(scannedText), sessionId);

        return outcome.Match(
            redemption => $"Redeemed, receipt {redemption.Receipt}.",
            refusal => $"Refused. {refusal}",
            trouble => $"{trouble.What} Scan again later; the request id is {trouble.RequestId}.");
        #endregion
    }
}
