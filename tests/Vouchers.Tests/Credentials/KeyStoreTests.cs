using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

[Platform(Exclude = "Win", Reason = "Windows has access lists instead of file modes.")]
[UnsupportedOSPlatform("windows")]
public sealed class KeyStoreTests
{
    private const string Passphrase = "correct horse battery staple";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string home = "";
    private string folder = "";
    private FakeTimeProvider time = new();

    [SetUp]
    public void SetUp()
    {
        home = Directory.CreateTempSubdirectory("keystore").FullName;
        folder = Path.Combine(home, "keys");
        time = new(Sample.Now);
    }

    [TearDown]
    public void TearDown() => Directory.Delete(home, recursive: true);

    private KeyStore Open() => KeyStore.Open(folder, Passphrase, time, iterations: 1000);

    private static void AssertRefused(Action open, string advice) =>
        Assert.That(open, Throws.TypeOf<KeyStoreException>().With.Message.Contains(advice));

    [Test]
    public void Open_Twice_FindsTheSameKeysAndPepper()
    {
        var first = Open();
        var second = Open();
        Assert.That(second.Pepper.ToArray(), Is.EqualTo(first.Pepper.ToArray()));
        Assert.That(second.Root, Is.EqualTo(first.Root));
        foreach (var use in Enum.GetValues<KeyUse>())
            Assert.That(second.Current(use).KeyId, Is.EqualTo(first.Current(use).KeyId));
    }

    [Test]
    public void Open_NewFolder_IsClosedToOthersAndHoldsNoPlainKey()
    {
        KeyStore.Open(folder, Passphrase, time);
        // 600,000 as a DER integer: the iterations of PBKDF2 when nobody asks for fewer.
        byte[] iterations = [0x02, 0x03, 0x09, 0x27, 0xC0];
        Assert.That(File.GetUnixFileMode(folder), Is.EqualTo(OwnerOnly | UnixFileMode.UserExecute));
        var files = Directory.GetFiles(folder);
        Assert.That(files.Count(file => file.EndsWith(".pem", StringComparison.Ordinal)), Is.EqualTo(7));
        foreach (var file in files)
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(OwnerOnly), file);
            if (!file.EndsWith(".pem", StringComparison.Ordinal))
                continue;
            var pem = File.ReadAllText(file);
            var fields = PemEncoding.Find(pem);
            Assert.That(pem[fields.Label], Is.EqualTo("ENCRYPTED PRIVATE KEY"));
            var der = Convert.FromBase64String(pem[fields.Base64Data]);
            Assert.That(der.AsSpan().IndexOf(iterations), Is.Positive);
        }
    }

    [Test]
    public async Task Open_ManyAtOnceForTheFirstTime_AllHaveTheSameKeys()
    {
        // Each FileStream takes its own flock, so that threads exclude one another just as processes do.
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Open)));
        Assert.That(stores.Select(store => store.Root.KeyId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(stores.Select(store => Convert.ToHexString(store.Pepper.Span)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(stores.Select(store => store.Current(KeyUse.Voucher).KeyId).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Open_BadSurroundings_SaysWhatToDo()
    {
        AssertRefused(() => KeyStore.Open(folder, "", time), "set one");
        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupRead);
        AssertRefused(() => Open(), $"chmod 700 {folder}");
        var file = Path.Combine(home, "file");
        File.WriteAllText(file, "");
        AssertRefused(() => KeyStore.Open(file, Passphrase, time), "cannot be used");
    }

    [Test]
    public void Open_FileReadableByOthers_IsRefused()
    {
        Open();
        foreach (var file in Directory.GetFiles(folder))
        {
            File.SetUnixFileMode(file, OwnerOnly | UnixFileMode.OtherRead);
            AssertRefused(() => Open(), $"chmod 600 {file}");
            File.SetUnixFileMode(file, OwnerOnly);
        }
        Assert.That(Open, Throws.Nothing);
    }

    [Test]
    public void Open_WrongPassphrase_IsToldFromDamage()
    {
        Open();
        AssertRefused(() => KeyStore.Open(folder, "wrong", time), "passphrase");
    }

    [Test]
    public void Open_DamagedOrMissingFile_NamesTheFile()
    {
        var root = Open().Root.KeyId;
        foreach (var file in Directory.GetFiles(folder).Where(file => Path.GetFileName(file) != "lock"))
        {
            var content = File.ReadAllBytes(file);
            content[content.Length / 2] ^= 1;
            File.WriteAllBytes(file, content);
            AssertRefused(() => Open(), file);
            File.WriteAllBytes(file, content[..(content.Length / 3)]);
            AssertRefused(() => Open(), file);
            File.Delete(file);
            // The root may be kept offline; all others must be there.
            if (Path.GetFileNameWithoutExtension(file) != root.ToString())
                AssertRefused(() => Open(), file);
            content[content.Length / 2] ^= 1;
            using var restored = new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly,
            });
            restored.Write(content);
        }
        Assert.That(Open, Throws.Nothing);
    }

    [Test]
    public void Open_DateChangedByHand_IsRefused()
    {
        Open();
        var manifest = Path.Combine(folder, "manifest");
        var text = File.ReadAllText(manifest);
        Assert.That(text, Does.Contain("2026-03-01"));
        File.WriteAllText(manifest, text.Replace("2026-03-01", "2027-03-01", StringComparison.Ordinal));
        AssertRefused(() => Open(), manifest);
    }

    [Test]
    public void Current_RootKeptOffline_SaysWhichFileToBring()
    {
        var root = Open().Root.KeyId;
        File.Delete(Path.Combine(folder, root + ".pem"));
        var store = Open();
        Assert.That(store.Root.KeyId, Is.EqualTo(root));
        Assert.That(() => store.Current(KeyUse.Voucher), Throws.Nothing);
        AssertRefused(() => store.Current(KeyUse.TrustList), root + ".pem");
    }

    [Test]
    public void Current_EachUse_SignsWhatTheTrustListVerifies()
    {
        var store = Open();
        var cose = CredentialSigner.Sign(CredentialType.Voucher, Sample.Claims, store.Current(KeyUse.Voucher));
        Assert.That(TrustList.TryRead(store.SignedTrustList, store.Root, 1, out var trust, out _), Is.True);
        Assert.That(Sample.FaultOf(CredentialText.Encode(cose), trust), Is.EqualTo(CredentialFault.None));
        Assert.That(trust!.Find(store.Root.KeyId), Is.Null, "no key vouches for itself");
    }
}
