using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

/// <summary>Keys that change while they sign. What is asserted holds for every order of the threads.</summary>
public sealed class KeyConcurrencyTests
{
    private const int Signers = 4;
    private const int SignaturesEach = 200;

    private readonly FakeTimeProvider time = new(Sample.Now);
    private string home = "";

    [SetUp]
    public void SetUp() => home = Directory.CreateTempSubdirectory("keyconcurrency").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(home, recursive: true);

    private KeyStore Open() => KeyStore.Open(Path.Combine(home, "keys"), "passphrase", time, iterations: 1000);

    private string Sign(IHashSigner signer) => CredentialText.Encode(CredentialSigner.Sign(
        CredentialType.Presentation,
        Sample.Claims with { IssuedAt = time.GetUtcNow(), ExpiresAt = time.GetUtcNow().AddSeconds(60) }, signer));

    [Test]
    public void Reload_InTheMiddleOfASignature_LetsItEndAndTheNextTakesTheNewKey()
    {
        var store = Open();
        var stolen = store.Current(KeyUse.Presentation);
        string text = "";
        // The hash is asked for half way through: just then another process revokes the key, and this one hears of it.
        var interrupted = new InterruptedSigner(stolen, () =>
        {
            Open().Revoke(stolen.KeyId, time.GetUtcNow().AddSeconds(1));
            Assert.That(store.Reload(), Is.True);
        });

        Assert.That(() => text = Sign(interrupted), Throws.Nothing);

        Assert.That(Sample.FaultOf(text, store.Trust()), Is.EqualTo(CredentialFault.None), "made before the theft");
        Assert.That(store.Current(KeyUse.Presentation).KeyId, Is.Not.EqualTo(stolen.KeyId));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(Sample.FaultOf(Sign(stolen), store.Trust()), Is.EqualTo(CredentialFault.KeyRevoked));
    }

    [Test]
    public async Task Reload_WhileManySign_EachSignatureIsByOneOfBothKeysAndAfterwardsByTheNewOne()
    {
        var store = Open();
        var old = store.Current(KeyUse.Presentation).KeyId;
        var texts = new ConcurrentBag<string>();
        var late = new ConcurrentBag<KeyId>();
        var reloaded = 0;
        using var together = new Barrier(Signers + 1);
        var signing = Enumerable.Range(0, Signers).Select(_ => Task.Factory.StartNew(() =>
        {
            together.SignalAndWait();
            for (var i = 0; i < SignaturesEach; i++)
            {
                // Read before the key is chosen: what begins after the reload must not see the old key.
                var isLate = Volatile.Read(ref reloaded) == 1;
                var signer = store.Current(KeyUse.Presentation);
                texts.Add(Sign(signer));
                if (isLate)
                    late.Add(signer.KeyId);
            }
        }, TaskCreationOptions.LongRunning)).ToArray();
        var other = Open();
        together.SignalAndWait();
        other.Rotate(KeyUse.Presentation);
        Assert.That(store.Reload(), Is.True);
        Volatile.Write(ref reloaded, 1);
        await Task.WhenAll(signing);

        Assert.That(texts, Has.Count.EqualTo(Signers * SignaturesEach));
        var verifier = new CredentialVerifier(store.Trust());
        Assert.That(texts.All(text => verifier.TryVerify(text, out _, out _)), "both keys are good for the hour");
        Assert.That(late, Has.None.EqualTo(old));
        Assert.That(store.Current(KeyUse.Presentation).KeyId, Is.EqualTo(other.Current(KeyUse.Presentation).KeyId));
    }

    [Test]
    public async Task Changes_FromManyThreadsAndStores_AllStandAndHaveVersionsOfTheirOwn()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => Open()).ToArray();
        KeyUse[] uses = [KeyUse.Voucher, KeyUse.Presentation, KeyUse.StatusList, KeyUse.Journal];

        var rotated = await Task.WhenAll(stores.Zip(uses, (store, use) => Task.Run(() => store.Rotate(use))));

        foreach (var store in stores)
        {
            store.Reload();
            Assert.That(uses.Select(use => store.Current(use).KeyId), Is.EqualTo(rotated));
            Assert.That(store.Trust().Version, Is.EqualTo(1 + uses.Length), "each change was signed, none twice");
            Assert.That(store.IsListCurrent);
        }
    }

    private sealed class InterruptedSigner(IHashSigner inner, Action interrupt) : IHashSigner
    {
        public KeyId KeyId => inner.KeyId;

        public byte[] SignHash(ReadOnlySpan<byte> sha256)
        {
            interrupt();
            return inner.SignHash(sha256);
        }
    }
}
