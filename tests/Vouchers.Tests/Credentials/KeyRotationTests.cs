using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

public sealed class KeyRotationTests
{
    private string home = "";
    private FakeTimeProvider time = new();
    private KeyStore store = null!;

    [SetUp]
    public void SetUp()
    {
        home = Directory.CreateTempSubdirectory("keyrotation").FullName;
        time = new(Sample.Now);
        store = Open();
    }

    [TearDown]
    public void TearDown() => Directory.Delete(home, recursive: true);

    private KeyStore Open() => KeyStore.Open(Path.Combine(home, "keys"), "passphrase", time, iterations: 1000);

    private TrustList Trust() => store.Trust();

    private KeyId Presentation => store.Current(KeyUse.Presentation).KeyId;

    private string Sign() => CredentialText.Encode(CredentialSigner.Sign(
        CredentialType.Presentation,
        Sample.Claims with { IssuedAt = time.GetUtcNow(), ExpiresAt = time.GetUtcNow().AddSeconds(60) },
        store.Current(KeyUse.Presentation)));

    [Test]
    public void RotateDue_BeforeAnythingIsDue_DoesNothing()
    {
        var keys = Trust().Keys;
        Assert.That(store.RotateDue(), Is.Empty);
        Assert.That(Trust().Keys, Is.EqualTo(keys));
    }

    [Test]
    public void RotateDue_FourDaysAhead_PublishesTheSuccessorBeforeItSigns()
    {
        var first = Presentation;
        time.Advance(TimeSpan.FromDays(3));
        var successor = store.RotateDue().Single();
        Assert.That(Presentation, Is.EqualTo(first));
        Assert.That(Trust().Find(successor)!.Status, Is.EqualTo(KeyStatus.Next));
        Assert.That(store.RotateDue(), Is.Empty, "it is published once");

        var seenByDevice = Trust();
        time.Advance(TimeSpan.FromDays(4));
        Assert.That(Presentation, Is.EqualTo(successor));
        Assert.That(Trust().Find(first)!.Status, Is.EqualTo(KeyStatus.Active), "for the hour of overlap");
        Assert.That(Sample.FaultOf(Sign(), seenByDevice), Is.EqualTo(CredentialFault.None),
            "a device that was offline for the four days");
    }

    [Test]
    public void RotateDue_OldKey_StaysTrustedUntilItsCredentialsLapsed()
    {
        var first = Presentation;
        var text = Sign();
        time.Advance(TimeSpan.FromDays(8));
        store.RotateDue();
        Assert.That(Presentation, Is.Not.EqualTo(first), "it was due, and signs at once");
        Assert.That(Sample.FaultOf(text, Trust()), Is.EqualTo(CredentialFault.None));
        time.Advance(TimeSpan.FromHours(2));
        store.RotateDue();
        Assert.That(Trust().Find(first)!.Status, Is.EqualTo(KeyStatus.Retired));
        Assert.That(File.Exists(Path.Combine(home, "keys", first + ".pem")), Is.False, "the private key is destroyed");
        time.Advance(TimeSpan.FromDays(15));
        store.RotateDue();
        Assert.That(Sample.FaultOf(text, Trust()), Is.EqualTo(CredentialFault.UnknownKey));
        Assert.That(Open().Current(KeyUse.Presentation).KeyId, Is.EqualTo(Presentation));
    }

    [Test]
    public void RotateDue_AYearOfHours_VouchersChangeQuarterlyAndPresentationsWeekly()
    {
        var keys = new Dictionary<KeyUse, HashSet<KeyId>>
        {
            [KeyUse.Voucher] = [], [KeyUse.Presentation] = [], [KeyUse.TrustList] = [],
        };
        for (var day = 0; day < 364; day += 2)
        {
            store.RotateDue();
            foreach (var (use, seen) in keys)
                seen.Add(store.Current(use).KeyId);
            time.Advance(TimeSpan.FromDays(2));
        }
        Assert.That(keys[KeyUse.Voucher], Has.Count.EqualTo(4));
        Assert.That(keys[KeyUse.Presentation], Has.Count.EqualTo(52));
        Assert.That(keys[KeyUse.TrustList], Has.Count.EqualTo(1));
    }

    [Test]
    public void Rotate_ByHand_TakesEffectAtOnceAndReachesOtherProcesses()
    {
        var other = Open();
        var old = other.Current(KeyUse.Voucher).KeyId;
        var successor = store.Rotate(KeyUse.Voucher);
        Assert.That(store.Current(KeyUse.Voucher).KeyId, Is.EqualTo(successor));
        Assert.That(other.Current(KeyUse.Voucher).KeyId, Is.EqualTo(old));
        other.RotateDue();
        Assert.That(other.Current(KeyUse.Voucher).KeyId, Is.EqualTo(successor));
        Assert.That(() => store.Rotate(KeyUse.TrustList), Throws.ArgumentException);
    }

    [Test]
    public void Reload_AfterARevocationElsewhere_RefusesTheKeyAndSignsWithAnother()
    {
        var stolen = Presentation;
        var text = Sign();
        Assert.That(store.Reload(), Is.False, "nothing happened yet");

        Open().Revoke(stolen, time.GetUtcNow().AddMinutes(-5));

        Assert.That(Presentation, Is.EqualTo(stolen));
        Assert.That(store.Reload(), Is.True);
        Assert.That(Presentation, Is.Not.EqualTo(stolen));
        Assert.That(Sample.FaultOf(text, Trust()), Is.EqualTo(CredentialFault.KeyRevoked));
        Assert.That(Sample.FaultOf(Sign(), Trust()), Is.EqualTo(CredentialFault.None));
        Assert.That(store.Reload(), Is.False);
    }

    [Test]
    public void Rotate_SuccessorIsPublishedAlready_PutsThatIntoForce()
    {
        time.Advance(TimeSpan.FromDays(3));
        var published = store.RotateDue().Single();
        Assert.That(store.Rotate(KeyUse.Presentation), Is.EqualTo(published));
        Assert.That(Presentation, Is.EqualTo(published));
    }

    [Test]
    public void Revoke_SigningKey_IsReplacedAndItsLaterCredentialsAreRefused()
    {
        var stolen = Presentation;
        var before = Sign();
        time.Advance(TimeSpan.FromHours(1));
        var after = Sign();
        store.Revoke(stolen, time.GetUtcNow().AddMinutes(-30));
        Assert.That(Presentation, Is.Not.EqualTo(stolen));
        Assert.That(Trust().Find(stolen)!.Status, Is.EqualTo(KeyStatus.Revoked));
        Assert.That(Sample.FaultOf(before, Trust()), Is.EqualTo(CredentialFault.None));
        Assert.That(Sample.FaultOf(after, Trust()), Is.EqualTo(CredentialFault.KeyRevoked));
        Assert.That(Sample.FaultOf(Sign(), Trust()), Is.EqualTo(CredentialFault.None));
        Assert.That(File.Exists(Path.Combine(home, "keys", stolen + ".pem")), Is.False);
        Assert.That(() => store.Revoke(store.Root.KeyId, Sample.Now), Throws.ArgumentException);
        Assert.That(() => store.Revoke(default, Sample.Now), Throws.ArgumentException);
    }
}
