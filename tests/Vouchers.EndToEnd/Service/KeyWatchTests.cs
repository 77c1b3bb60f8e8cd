using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Vouchers.Credentials;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Service;

/// <summary>A node that nobody calls hears of key changes, while it signs. The clock is the test's.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KeyWatchTests : IAsyncDisposable
{
    private readonly AnnouncingTime time = new(new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private string folder = null!;
    private KeyStore keys = null!;
    private TrustDesk trust = null!;
    private KeyWatch watch = null!;

    [SetUp]
    public async Task Open()
    {
        folder = RunningService.NewFolder();
        keys = RunningService.OpenKeys(Path.Combine(folder, "keys"), "test", time);
        trust = new TrustDesk(keys, new Listening(), new ServiceOptions(), time, NullLogger<TrustDesk>.Instance);
        watch = new KeyWatch(trust, time, NullLogger<KeyWatch>.Instance);
        await watch.StartAsync(default);
        await time.WaitsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await watch.StopAsync(default);
        watch.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Round_AfterARevocationElsewhere_StopsTheKeyWithoutACall()
    {
        var stolen = keys.Current(KeyUse.Presentation).KeyId;
        Another().Revoke(stolen, time.GetUtcNow());
        Assert.That(keys.Current(KeyUse.Presentation).KeyId, Is.EqualTo(stolen));

        await NextRoundAsync();

        Assert.That(keys.Current(KeyUse.Presentation).KeyId, Is.Not.EqualTo(stolen));
    }

    [Test]
    public async Task Round_TheListIsSignedElsewhere_ServesTheNewBytes()
    {
        var before = trust.Published().Signed;
        var other = Another();
        other.Publish("https://vouchers.example/v1/status-lists/");
        Assert.That(trust.Published().Signed.ToArray(), Is.EqualTo(before.ToArray()), "until it is looked at again");

        await NextRoundAsync();

        Assert.That(trust.Published().Signed.ToArray(), Is.EqualTo(other.SignedTrustList.ToArray()));
    }

    [Test]
    public async Task Round_WhileOthersSign_NoSignatureFailsAndAllGoOverToTheNewKey()
    {
        var (old, other) = (keys.Current(KeyUse.Presentation).KeyId, Another());
        using var underWay = new CountdownEvent(3);
        var signing = Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(() =>
        {
            var texts = new List<string> { Sign(out var key) };
            underWay.Signal();
            while (key == old)
                texts.Add(Sign(out key));
            return texts;
        }, TaskCreationOptions.LongRunning)).ToArray();
        underWay.Wait();

        other.Rotate(KeyUse.Presentation);
        await NextRoundAsync();
        var texts = (await Task.WhenAll(signing)).SelectMany(all => all).ToList();

        Assert.That(texts, Has.Count.GreaterThanOrEqualTo(6));
        Assert.That(texts.Count(text => !trust.Verifier().TryVerify(text, out _, out _)), Is.Zero);
    }

    [Test]
    public async Task Round_TheFolderIsAway_GoesOnAndLooksAgain()
    {
        var stolen = keys.Current(KeyUse.Voucher).KeyId;
        var (home, away) = (Path.Combine(folder, "keys"), Path.Combine(folder, "away"));
        Another().Revoke(stolen, time.GetUtcNow());
        Directory.Move(home, away);

        await NextRoundAsync();
        Assert.That(keys.Current(KeyUse.Voucher).KeyId, Is.EqualTo(stolen), "nothing else is known");

        Directory.Move(away, home);
        await NextRoundAsync();
        Assert.That(keys.Current(KeyUse.Voucher).KeyId, Is.Not.EqualTo(stolen));
    }

    private KeyStore Another() => RunningService.OpenKeys(Path.Combine(folder, "keys"), "test", time);

    private string Sign(out KeyId key)
    {
        var signer = keys.Current(KeyUse.Presentation);
        key = signer.KeyId;
        var now = time.GetUtcNow();
        return CredentialText.Encode(CredentialSigner.Sign(CredentialType.Presentation, new(
            new byte[16], now, now.AddSeconds(60), "p-1", 0, 1, 200_000, "王*明", 5, null), signer));
    }

    /// <summary>Lets a minute pass, and waits until the round that it makes due is over.</summary>
    private async Task NextRoundAsync()
    {
        time.Advance(TimeSpan.FromMinutes(1));
        await time.WaitsAsync();
    }

    /// <summary>Tells when somebody begins to wait: then the round before is over.</summary>
    private sealed class AnnouncingTime(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private readonly Channel<bool> waiting = Channel.CreateUnbounded<bool>();

        public async Task WaitsAsync() => await waiting.Reader.ReadAsync();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            waiting.Writer.TryWrite(true);
            return timer;
        }
    }
}
