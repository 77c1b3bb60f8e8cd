using Grpc.Core;
using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.Credentials;
using Vouchers.EndToEnd.Service;
using Vouchers.Testing;

namespace Vouchers.EndToEnd.Cli;

/// <summary>An auditor keeps a checkpoint; later the operator rewrites the books with hashes that fit.</summary>
internal sealed class CheckpointTests
{
    private const string Lost = "lane 1 no longer contains the head of batch ";

    private string folder = null!;
    private string kept = null!;

    [SetUp]
    public void MakeFolder()
    {
        folder = RunningService.NewFolder();
        kept = Path.Combine(folder, "kept.json");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    private Task<RunningService> StartAsync() => RunningService.StartAsync(folder: folder, keepsFolder: true);

    private static Task<CliRun> JournalAsync(RunningService service, params string[] command) => CliRun.OfAsync(
    [
        "journal", .. command, "--address", service.Addresses.Grpc.ToString(), "--token",
        service.Token(new("auditor")), "--json",
    ]);

    private static string FirstViolation(CliRun run, string check) => run.Json.GetProperty("checks").EnumerateArray()
        .Single(c => c.GetProperty("name").GetString() == check).GetProperty("firstViolation").GetString()!;

    [Test]
    public async Task Verify_LaneRewrittenWithFittingHashes_IsSeenByCheckpointsInTheBooksAndOutside()
    {
        await FillAndKeepAsync();
        await LaneRewriter.RewriteAsync(Path.Combine(folder, "vouchers.db"), lane: 1, "somebody else");

        await using (var service = await StartAsync())
        {
            var own = await JournalAsync(service, "verify");
            Assert.That(own.ExitCode, Is.EqualTo(ExitCode.OutOfBalance), own.Error);
            Assert.That(FirstViolation(own, "checkpoints"), Does.StartWith(Lost));
            Assert.That(FirstViolation(own, "chain"), Is.Empty, "the hashes fit");
        }

        // The operator removes what the service had signed, too.
        Forget();
        await using (var service = await StartAsync())
        {
            var without = await JournalAsync(service, "verify");
            Assert.That(without.ExitCode, Is.Zero, without.Output);
            var with = await JournalAsync(service, "verify", "--checkpoint", kept);
            Assert.That(with.ExitCode, Is.EqualTo(ExitCode.OutOfBalance));
            Assert.That(FirstViolation(with, "checkpoints"), Does.StartWith(Lost));
        }
    }

    [Test]
    public async Task Verify_BooksWentOnHonestly_StillContainWhatWasKept()
    {
        await FillAndKeepAsync();
        await using var service = await StartAsync();
        await new V1.CatalogueService.CatalogueServiceClient(service.Channel).RegisterInstitutionAsync(new()
        {
            RequestId = Scene.NewId(),
            Institution = new()
            {
                Id = "later", Name = "later", Kind = V1.InstitutionKind.College,
                AccreditedUntil = Scene.Membership().ValidUntil,
            },
        }, service.As("programme_officer"));

        var run = await JournalAsync(service, "verify", "--checkpoint", kept, "--checkpoint", kept);

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Json.GetProperty("signedHeads").GetString(), Is.EqualTo("1"), "the stored one is the kept");
        var again = await JournalAsync(service, "checkpoint", "--out", kept);
        Assert.That(again.ExitCode, Is.EqualTo(ExitCode.BadInput), "kept proofs are not written over");
    }

    [Test]
    public async Task Verify_CheckpointOfOtherKeys_IsAViolationAndNoneIsAFaultOfTheRequest()
    {
        await FillAndKeepAsync();
        await using var service = await StartAsync();
        var journal = new V1.JournalService.JournalServiceClient(service.Channel);
        var other = RunningService.OpenKeys(Path.Combine(folder, "other"), "test");
        var foreign = new JournalHead(1, 1, new byte[32], TimeProvider.System.GetUtcNow())
            .SignedBy(other.Current(KeyUse.Journal));

        var report = await journal.VerifyJournalAsync(
            new() { Checkpoints = { Google.Protobuf.ByteString.CopyFrom(foreign) } }, service.As("auditor"));
        var broken = report.Checks.Single(c => c.Violations > 0);
        Assert.That((broken.Name, broken.Violations), Is.EqualTo(("checkpoint-signatures", 1)));
        Assert.That(broken.FirstViolation, Does.Contain("the given checkpoint of lane 1 batch 1"));

        var failure = await Expect.FailureAsync(() => journal.VerifyJournalAsync(
            new() { Checkpoints = { Google.Protobuf.ByteString.CopyFromUtf8("none") } }, service.As("auditor"))
            .ResponseAsync, StatusCode.InvalidArgument, "INVALID_FIELD");
        Assert.That(failure.Status.Detail, Does.StartWith("checkpoints[0]: is no checkpoint"));
    }

    [TestCase("{}")]
    [TestCase("no json")]
    [TestCase("""{"checkpoints":[{"signed":7}]}""")]
    public async Task Verify_FileThatIsNone_IsBadInput(string text)
    {
        await File.WriteAllTextAsync(kept, text);
        var run = await CliRun.OfAsync(
            "journal", "verify", "--checkpoint", kept, "--address", "http://127.0.0.1:1");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error);
        Assert.That(run.Error, Does.Contain("kept.json"));
    }

    [Test]
    public async Task ListCheckpoints_OverJson_IsServedInPages()
    {
        await FillAndKeepAsync();
        await using var service = await StartAsync();
        service.Web.DefaultRequestHeaders.Authorization = new("Bearer", service.Token(new("auditor")));

        var text = await service.Web.GetStringAsync("/v1/journal/checkpoints?newest=true&pageSize=1");
        var page = V1.ListCheckpointsResponse.Parser.ParseJson(text);
        Assert.That((page.Checkpoints.Single().Lane, page.NextPageToken), Is.EqualTo((1, "")));

        var request = new V1.VerifyJournalRequest { Checkpoints = { page.Checkpoints[0].Signed } };
        using var body = new StringContent(request.ToString(), null, "application/json");
        using var verified = await service.Web.PostAsync("/v1/journal:verify", body);
        Assert.That(verified.IsSuccessStatusCode);
    }

    /// <summary>A lane with a world in it, signed at the service's stop, and the auditor's copy.</summary>
    private async Task FillAndKeepAsync()
    {
        await using (var first = await StartAsync())
            await Scene.BuildAsync(first);
        await using var second = await StartAsync();
        var run = await JournalAsync(second, "checkpoint", "--out", kept);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json.GetProperty("checkpoints").GetArrayLength(), Is.EqualTo(1));
    }

    private void Forget()
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "vouchers.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM journal_checkpoint";
        Assert.That(command.ExecuteNonQuery(), Is.Positive);
    }
}
