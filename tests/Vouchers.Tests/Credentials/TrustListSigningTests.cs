using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

/// <summary>When the root signs the trust list, and what goes on while it is away.</summary>
public sealed class TrustListSigningTests
{
    private const string Address = "https://vouchers.example/v1/status-lists/";
    private static readonly TimeSpan HalfAYear = TimeSpan.FromDays(190);

    private string home = "";
    private FakeTimeProvider time = new();

    [SetUp]
    public void SetUp()
    {
        home = Directory.CreateTempSubdirectory("trustlist").FullName;
        time = new(Sample.Now);
    }

    [TearDown]
    public void TearDown() => Directory.Delete(home, recursive: true);

    private string KeysFolder => Path.Combine(home, "keys");

    private string RootFolder => Path.Combine(home, "root");

    private KeyStore Open() => KeyStore.Open(KeysFolder, "passphrase", time, iterations: 1000);

    private KeyStore OpenWithRoot(string passphrase = "the root's own") =>
        KeyStore.Open(KeysFolder, "passphrase", time, iterations: 1000, new(RootFolder, passphrase));

    private static TrustList Read(KeyStore store, long minimumVersion = 1)
    {
        var accepted = TrustList.TryRead(
            store.SignedTrustList, store.Root, minimumVersion, out var list, out var fault);
        Assert.That(accepted, $"{fault}");
        return list!;
    }

    private static void AssertNeedsRoot(Action change) => Assert.That(change, Throws.TypeOf<KeyStoreException>()
        .With.Message.Contains(".pem is not in").And.Message.Contains("--root"));

    private string Sign(KeyStore store) => CredentialText.Encode(CredentialSigner.Sign(
        CredentialType.Presentation,
        Sample.Claims with { IssuedAt = time.GetUtcNow(), ExpiresAt = time.GetUtcNow().AddSeconds(60) },
        store.Current(KeyUse.Presentation)));

    [Test]
    public void Publish_AddressIsNew_IsSignedOnceAndKept()
    {
        var store = Open();
        Assert.That((Read(store).Version, Read(store).StatusListAddress), Is.EqualTo((1, "")));

        store.Publish(Address);
        var bytes = store.SignedTrustList.ToArray();
        Assert.That((Read(store).Version, Read(store).StatusListAddress), Is.EqualTo((2, Address)));

        time.Advance(TimeSpan.FromDays(2));
        store.Publish(Address);
        store.Publish();
        store.RotateDue();
        store.DestroySpent();
        Assert.That(store.SignedTrustList.ToArray(), Is.EqualTo(bytes), "nothing changed but the time");
        Assert.That(Open().SignedTrustList.ToArray(), Is.EqualTo(bytes));
    }

    [Test]
    public void Changes_EachFromAnotherProcess_HaveVersionsOneAfterAnother()
    {
        var (one, two) = (Open(), Open());
        one.Publish(Address);
        two.Rotate(KeyUse.Voucher);
        Assert.That(Read(two), Has.Property("Version").EqualTo(3).And.Property("StatusListAddress").EqualTo(Address));
        one.Revoke(one.Current(KeyUse.Receipt).KeyId, time.GetUtcNow());
        Assert.That(Read(one).Version, Is.EqualTo(4));
        Assert.That(two.Reload(), Is.True);
        Assert.That(two.SignedTrustList.ToArray(), Is.EqualTo(one.SignedTrustList.ToArray()));
        Assert.That(two.Reload(), Is.False);
    }

    [Test]
    public void Reload_OnlyTheListIsNew_IsTakenUp()
    {
        var (one, two) = (Open(), Open());
        one.Publish(Address);
        Assert.That(two.Reload(), Is.True);
        Assert.That(Read(two).StatusListAddress, Is.EqualTo(Address));
    }

    [Test]
    public void Open_RootElsewhere_StaysOutOfTheKeyFolder()
    {
        var root = OpenWithRoot().Root.KeyId + ".pem";
        Assert.That(File.Exists(Path.Combine(KeysFolder, root)), Is.False);
        Assert.That(File.Exists(Path.Combine(RootFolder, root)), Is.True);

        var store = Open();
        Assert.That(store.HasRoot, Is.False);
        Assert.That(Read(store).Keys, Is.Not.Empty);
        Assert.That(() => Sign(store), Throws.Nothing);
        Assert.That(() => OpenWithRoot("passphrase").Publish(Address),
            Throws.TypeOf<KeyStoreException>().With.Message.Contains("does not open the key"));
    }

    [Test]
    public void RootAway_ForTheTimeThatWasPrepared_KeysChangeAndDevicesKnowThem()
    {
        OpenWithRoot().RotateDue(HalfAYear);
        var store = Open();
        var device = Read(store);
        var signed = store.SignedTrustList.ToArray();
        Assert.That(store.PreparedUntil - Sample.Now, Is.InRange(HalfAYear, HalfAYear + TimeSpan.FromDays(7)));

        var keys = new HashSet<KeyId>();
        for (; time.GetUtcNow() < Sample.Now + HalfAYear; time.Advance(TimeSpan.FromDays(1)))
        {
            store.DestroySpent();
            keys.Add(store.Current(KeyUse.Presentation).KeyId);
            Assert.That(Sample.FaultOf(Sign(store), device), Is.EqualTo(CredentialFault.None), $"{time.GetUtcNow()}");
        }

        Assert.That(keys, Has.Count.EqualTo(28), "a new one each week");
        Assert.That(store.SignedTrustList.ToArray(), Is.EqualTo(signed), "the root was not there");
        Assert.That(Directory.GetFiles(KeysFolder, "*.pem"), Has.Length.LessThan(12), "spent keys are destroyed");
    }

    [Test]
    public void RootAway_LongerThanPrepared_TheLastKeySignsOn()
    {
        OpenWithRoot().RotateDue();
        var store = Open();
        time.Advance(TimeSpan.FromDays(700));
        Assert.That(Sample.FaultOf(Sign(store), Read(store)), Is.EqualTo(CredentialFault.None));

        var back = OpenWithRoot();
        var successors = back.RotateDue(HalfAYear);
        Assert.That(successors.Distinct().Count(), Is.EqualTo(successors.Count).And.GreaterThan(28));
        Assert.That(Sample.FaultOf(Sign(back), Read(back)), Is.EqualTo(CredentialFault.None));
    }

    [Test]
    public void RootAway_RotationThatIsDue_SaysWhatToDoAndChangesNothing()
    {
        OpenWithRoot();
        var store = Open();
        Assert.That(store.RotateDue(), Is.Empty, "nothing is due, so nobody asks for the root");
        time.Advance(TimeSpan.FromDays(5));
        var files = Directory.GetFiles(KeysFolder);
        var manifest = File.ReadAllBytes(Path.Combine(KeysFolder, "manifest"));

        AssertNeedsRoot(() => store.RotateDue());
        AssertNeedsRoot(() => store.Rotate(KeyUse.Voucher));
        AssertNeedsRoot(() => store.Publish(Address));

        Assert.That(Directory.GetFiles(KeysFolder), Is.EquivalentTo(files));
        Assert.That(File.ReadAllBytes(Path.Combine(KeysFolder, "manifest")), Is.EqualTo(manifest));
        Assert.That(OpenWithRoot().RotateDue(), Has.Count.EqualTo(1));
    }

    [Test]
    public void RootAway_Revocation_HoldsHereAtOnceAndIsSignedLater()
    {
        OpenWithRoot().RotateDue(HalfAYear);
        var store = Open();
        var stolen = store.Current(KeyUse.Presentation).KeyId;
        var text = Sign(store);
        store.Revoke(stolen, time.GetUtcNow());

        Assert.That(Sample.FaultOf(text, store.Trust()), Is.EqualTo(CredentialFault.KeyRevoked));
        Assert.That(Sample.FaultOf(Sign(store), store.Trust()), Is.EqualTo(CredentialFault.None));
        Assert.That(store.IsListCurrent, Is.False);
        Assert.That(Sample.FaultOf(text, Read(store)), Is.EqualTo(CredentialFault.None), "devices do not know yet");

        var before = Read(store).Version;
        OpenWithRoot().Publish();
        Assert.That(store.Reload(), Is.True);
        Assert.That(store.IsListCurrent, Is.True);
        Assert.That(Read(store).Version, Is.EqualTo(before + 1));
        Assert.That(Sample.FaultOf(text, Read(store)), Is.EqualTo(CredentialFault.KeyRevoked));
    }

    [Test]
    public void Revoke_AnyOfThePreparedKeys_LeavesNoTimeWithoutAKey([Range(0, 4)] int which)
    {
        OpenWithRoot().RotateDue(TimeSpan.FromDays(28));
        var store = Open();
        var keys = store.Trust().Keys.Where(key => key.Use == KeyUse.Presentation).ToArray();
        Assert.That(keys, Has.Length.EqualTo(5));
        // In the hour of overlap, in which two keys sign.
        time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(30));
        store.Revoke(keys[which].KeyId, Sample.Now);

        var trust = store.Trust();
        for (var hour = 0; hour < 50 * 24; hour++, time.Advance(TimeSpan.FromHours(1)))
        {
            Assert.That(store.Current(KeyUse.Presentation).KeyId, Is.Not.EqualTo(keys[which].KeyId));
            Assert.That(Sample.FaultOf(Sign(store), trust), Is.EqualTo(CredentialFault.None), $"hour {hour}");
        }
    }

    [Test]
    public void Rotate_ByHandWithPreparedKeys_KeepsThoseThatFollow()
    {
        OpenWithRoot().RotateDue(HalfAYear);
        var store = OpenWithRoot();
        var prepared = store.Trust().Keys.Count;
        store.Rotate(KeyUse.Presentation);

        var device = Read(store);
        Assert.That(device.Keys, Has.Count.EqualTo(prepared), "the next one is put forward");
        for (var day = 0; day < 180; day++, time.Advance(TimeSpan.FromDays(1)))
            Assert.That(Sample.FaultOf(Sign(store), device), Is.EqualTo(CredentialFault.None), $"day {day}");
    }
}
