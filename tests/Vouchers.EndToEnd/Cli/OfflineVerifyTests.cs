using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.Credentials;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Cli;

/// <summary><c>verify</c> without a service, and <c>keys</c>: both work on files alone.</summary>
internal sealed class OfflineVerifyTests
{
    private const string Passphrase = "a passphrase for tests";
    private const string PassphraseVariable = "VOUCHERS_KEYS_PASSPHRASE";

    private string folder = null!;
    private KeyStore keys = null!;
    private string jwks = null!;
    private string trustList = null!;

    [SetUp]
    public void MakeKeys()
    {
        folder = Directory.CreateTempSubdirectory("vouchers-test-").FullName;
        keys = RunningService.OpenKeys(Path.Combine(folder, "keys"), Passphrase);
        File.WriteAllText(jwks = Path.Combine(folder, "jwks.json"), keys.Trust().ToJwks());
        File.WriteAllBytes(trustList = Path.Combine(folder, "trust-list.cose"), keys.SignedTrustList.ToArray());
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Jwks_GenuineVoucher_IsShown()
    {
        var run = await CliRun.WithInputAsync(Voucher() + "\r\n", "verify", "-", "--jwks", jwks);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("Genuine").And.Contain("王*明").And.Contain("PIN"));
    }

    [Test]
    public async Task TrustList_PinnedRoot_IsAccepted()
    {
        var run = await CliRun.OfAsync(
            "verify", Voucher(), "--trust-list", trustList, "--root", keys.Root.ToString(), "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json.GetProperty("good").GetBoolean());
    }

    [Test]
    public async Task TrustList_OfAnotherRoot_IsRefused()
    {
        var other = RunningService.OpenKeys(Path.Combine(folder, "other"), Passphrase);

        var run = await CliRun.OfAsync(
            "verify", Voucher(), "--trust-list", trustList, "--root", other.Root.ToString());

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("not signed by this root key"));
    }

    [Test]
    public async Task ForeignVoucher_IsRefused()
    {
        var other = RunningService.OpenKeys(Path.Combine(folder, "other"), Passphrase);

        var run = await CliRun.OfAsync("verify", Voucher(other), "--jwks", jwks);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(run.Error, Does.Contain("UnknownKey").And.Contain("none of the trusted keys"));
    }

    [Test]
    public async Task LapsedVoucher_IsGenuineAndRefused()
    {
        var run = await CliRun.OfAsync("verify", Voucher(lives: TimeSpan.FromSeconds(1), age: 20), "--jwks", jwks);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(run.Output, Does.Contain("Genuine, but not in its time"));
    }

    [TestCase("{}")]
    [TestCase("[1]")]
    [TestCase("""{"keys":[{"kty":"EC","x":"AA","y":"AA","voucher_use":"Voucher","nbf":1}]}""")]
    [TestCase("""{"keys":[{"kty":"RSA"}]}""")]
    [TestCase("no json")]
    public async Task Jwks_Bad_IsBadInput(string text)
    {
        await File.WriteAllTextAsync(jwks, text);

        var run = await CliRun.OfAsync("verify", Voucher(), "--jwks", jwks);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error);
        Assert.That(run.Error, Does.Contain("is not a key list"));
    }

    [Test]
    public async Task Keys_ListAndRotate()
    {
        var rotated = await KeysAsync("rotate", "--use", "presentation", "--json");
        var listed = await KeysAsync("list", "--json");

        var successor = rotated.Json.GetProperty("successors")[0].GetString();
        Assert.That(listed.Json.GetProperty("root").GetString(), Is.EqualTo(keys.Root.ToString()));
        Assert.That(listed.Json.GetProperty("keys").EnumerateArray()
            .Count(key => key.GetProperty("id").GetString() == successor), Is.EqualTo(1));
    }

    [Test]
    public async Task Keys_Revoke_IsSeenByTheServicesStore()
    {
        var stolen = keys.Current(KeyUse.Voucher).KeyId;

        var vague = await KeysAsync("revoke", stolen.ToString(), "--since", "last week");
        var unknown = await KeysAsync("revoke", "0000000000000000", "--since", "2026-01-01T08:00Z");
        var revoked = await KeysAsync("revoke", stolen.ToString(), "--since", "2026-01-01T08:00:00+08:00", "--json");

        Assert.That(vague.ExitCode, Is.EqualTo(ExitCode.Usage), vague.Error);
        Assert.That(unknown.ExitCode, Is.EqualTo(ExitCode.BadInput), unknown.Error);
        Assert.That(revoked.ExitCode, Is.EqualTo(ExitCode.Ok), revoked.Error);
        Assert.That(keys.Reload(), Is.True);
        Assert.That(keys.Current(KeyUse.Voucher).KeyId, Is.Not.EqualTo(stolen));
    }

    [Test]
    public async Task Keys_WrongPassphraseOrFolder_IsToldInASentence()
    {
        var wrong = await CliRun.WithVariableAsync(
            PassphraseVariable, "wrong", "keys", "list", "--folder", Path.Combine(folder, "keys"));
        var nowhere = await KeysAsync("list", "--folder", Path.Combine(folder, "none"));
        var root = await KeysAsync("rotate", "--use", "trustlist");

        Assert.That(wrong.ExitCode, Is.EqualTo(ExitCode.BadInput), wrong.Error);
        Assert.That(nowhere.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(Path.Exists(Path.Combine(folder, "none")), Is.False);
        Assert.That(root.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    private Task<CliRun> KeysAsync(string command, params string[] more) => CliRun.WithVariableAsync(
        PassphraseVariable, Passphrase,
        more.Contains("--folder")
            ? ["keys", command, .. more]
            : ["keys", command, "--folder", Path.Combine(folder, "keys"), .. more]);

    private string Voucher(KeyStore? signer = null, TimeSpan? lives = null, int age = 0)
    {
        var issued = TimeProvider.System.GetUtcNow().AddSeconds(-age);
        var claims = new CredentialClaims(
            Guid.NewGuid().ToByteArray(), issued, issued + (lives ?? TimeSpan.FromDays(90)), "p-1", 0, 1, 200_000,
            "王*明", 5, null);
        return CredentialText.Encode(CredentialSigner.Sign(
            CredentialType.Voucher, claims, (signer ?? keys).Current(KeyUse.Voucher)));
    }
}
