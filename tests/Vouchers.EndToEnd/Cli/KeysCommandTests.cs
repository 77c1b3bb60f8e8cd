using System.Runtime.Versioning;
using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.Credentials;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Cli;

/// <summary><c>keys</c> with the root in a folder of its own, as in production.</summary>
internal sealed class KeysCommandTests
{
    private const string Address = "https://vouchers.example";

    private static readonly Dictionary<string, string> Passphrases = new()
    {
        ["VOUCHERS_KEYS_PASSPHRASE"] = "the service's", ["VOUCHERS_ROOT_PASSPHRASE"] = "the root's own",
    };

    private string folder = null!;

    private string KeysFolder => Path.Combine(folder, "keys");

    private string RootFolder => Path.Combine(folder, "root");

    [SetUp]
    public async Task MakeKeys()
    {
        folder = Directory.CreateTempSubdirectory("vouchers-test-").FullName;
        var made = await KeysAsync(
            "create", "--root", RootFolder, "--public-address", Address + "/", "--ahead", "15", "--json");
        Assert.That(made.ExitCode, Is.Zero, made.Error);
        Assert.That(made.Json.GetProperty("root").GetString(), Is.EqualTo(Store().Root.ToString()));
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Create_PutsTheRootApartAndListsKeysAhead()
    {
        var listed = await KeysAsync("list", "--json");

        Assert.That(Store().HasRoot, Is.False);
        Assert.That(Directory.GetFiles(RootFolder, "*.pem"), Has.Length.EqualTo(1));
        Assert.That(listed.Json.GetProperty("statusLists").GetString(), Is.EqualTo($"{Address}/v1/status-lists/"));
        Assert.That(listed.Json.GetProperty("trustListIsCurrent").GetBoolean());
        Assert.That(listed.Json.GetProperty("keys").EnumerateArray()
            .Count(key => key.GetProperty("use").GetString() == "Presentation"), Is.EqualTo(3));
        Assert.That(TrustList.TryRead(Store().SignedTrustList, Store().Root, 1, out var list, out _));
        Assert.That(list!.Keys.Count(key => key.Use == KeyUse.Presentation), Is.EqualTo(3));
    }

    [Test]
    public async Task Create_WhereKeysAre_IsRefused()
    {
        var again = await KeysAsync("create", "--root", RootFolder, "--public-address", Address);
        var same = await KeysAsync("create", "--root", KeysFolder, "--public-address", Address);
        var nowhere = await KeysAsync("create", "--root", RootFolder, "--folder", Path.Combine(folder, "new"));

        Assert.That((again.ExitCode, same.ExitCode, nowhere.ExitCode),
            Is.EqualTo((ExitCode.BadInput, ExitCode.Usage, ExitCode.Usage)));
        Assert.That(nowhere.Error, Does.Contain("--public-address"));
        Assert.That(Directory.Exists(Path.Combine(folder, "new")), Is.False);
    }

    [TestCase("rotate", "--use", "voucher")]
    [TestCase("rotate", "--ahead", "60")]
    [TestCase("sign", "--public-address", "https://elsewhere.example")]
    public async Task ChangeOfTheList_WithoutTheRoot_SaysInASentenceWhatToDo(params string[] command)
    {
        var before = Store().SignedTrustList.ToArray();
        var run = await KeysAsync(command);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain(Store().Root.KeyId.ToString()).And.Contain("--root"));
        Assert.That(Store().SignedTrustList.ToArray(), Is.EqualTo(before));

        var withRoot = await KeysAsync([.. command, "--root", RootFolder, "--json"]);
        Assert.That(withRoot.ExitCode, Is.Zero, withRoot.Error);
        Assert.That(withRoot.Json.GetProperty("trustListVersion").GetInt64(), Is.EqualTo(Store().Trust().Version));
        Assert.That(Store().SignedTrustList.ToArray(), Is.Not.EqualTo(before));
    }

    [Test]
    public async Task Revoke_WithoutTheRoot_HoldsAndAsksForTheSignature()
    {
        var stolen = Store().Current(KeyUse.Presentation).KeyId;

        var revoked = await KeysAsync("revoke", stolen.ToString(), "--since", "2026-01-01T08:00Z", "--json");
        Assert.That(revoked.ExitCode, Is.Zero, revoked.Error);
        Assert.That(revoked.Json.GetProperty("trustListIsCurrent").GetBoolean(), Is.False);
        Assert.That(revoked.Error, Does.Contain("keys sign --root"));
        Assert.That(Store().Current(KeyUse.Presentation).KeyId, Is.Not.EqualTo(stolen));

        var signed = await KeysAsync("sign", "--root", RootFolder, "--json");
        Assert.That(signed.Json.GetProperty("isNew").GetBoolean());
        Assert.That(Store().IsListCurrent);
        var again = await KeysAsync("sign", "--root", RootFolder);
        Assert.That(again.Output, Does.Contain("tells all already"));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Create_WhereOthersSeeTheRootsFolder_MakesNoKeys_AndWorksOnceItIsClosed()
    {
        var (keys, root) = (Path.Combine(folder, "new"), Path.Combine(folder, "new-root"));
        Directory.CreateDirectory(root);
        File.SetUnixFileMode(root, File.GetUnixFileMode(root) | UnixFileMode.OtherRead);
        var open = await KeysAsync("create", "--folder", keys, "--root", root, "--public-address", Address);
        Assert.That(open.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(open.Error, Does.Contain("chmod 700"));
        Assert.That(KeyStore.HasKeys(keys), Is.False);

        File.SetUnixFileMode(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var closed = await KeysAsync("create", "--folder", keys, "--root", root, "--public-address", Address);

        Assert.That(closed.ExitCode, Is.Zero, closed.Error);
    }

    [Test]
    public async Task List_OfAFolderWithoutKeys_MakesNone()
    {
        var empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;

        var listed = await KeysAsync("list", "--folder", empty);

        Assert.That(listed.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(listed.Error, Does.Contain("There are no keys"));
        Assert.That(Directory.GetFileSystemEntries(empty), Is.Empty);
    }

    [Test]
    public async Task Root_WrongFolderOrPassphrase_IsToldInASentence()
    {
        var nowhere = await KeysAsync("rotate", "--use", "voucher", "--root", Path.Combine(folder, "none"));
        var wrong = await CliRun.WithVariableAsync("VOUCHERS_KEYS_PASSPHRASE", "the service's",
            "keys", "rotate", "--use", "voucher", "--folder", KeysFolder, "--root", RootFolder);

        Assert.That(nowhere.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(Directory.Exists(Path.Combine(folder, "none")), Is.False);
        Assert.That(wrong.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(wrong.Error, Does.Contain("does not open the key"));
    }

    private KeyStore Store() => RunningService.OpenKeys(KeysFolder, "the service's");

    private Task<CliRun> KeysAsync(params string[] command) => CliRun.WithVariablesAsync(
        Passphrases,
        command.Contains("--folder") ? ["keys", .. command] : ["keys", .. command, "--folder", KeysFolder]);
}
