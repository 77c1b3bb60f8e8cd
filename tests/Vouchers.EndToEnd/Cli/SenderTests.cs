using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.Cli.Import;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.EndToEnd.Cli;

/// <summary>An import that is refused half way, because something changed since it was checked.</summary>
internal sealed class SenderTests
{
    private const string Header = "id\n";

    private static readonly Guid ImportId = Guid.Parse("01976d5e-5b7a-7c11-9d0e-3f5b8a0c2d41");

    private string file = null!;

    [SetUp]
    public void MakeFolder() =>
        file = Path.Combine(Directory.CreateTempSubdirectory("vouchers-test-").FullName, "in.csv");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    [Test]
    public async Task RefusedHalfWay_TellsHowFarItCameAndListsTheRest()
    {
        // So many that rows are left when the one at fault was answered.
        var ids = Enumerable.Range(1, 500).Select(i => i == 100 ? "bad" : $"a-{i}").ToArray();

        var fault = await SendAsync(ids, new("bad", new Outcome<Written>.Refused(
            new(RefusalReason.AlreadyExists, "The agency 'bad' exists already.", new Dictionary<string, string>()))));

        var rejects = await File.ReadAllLinesAsync(file + ".rejects.csv");
        var imported = ids.Length - (rejects.Length - 1);
        Assert.That(fault.Code, Is.EqualTo(ExitCode.Refused));
        Assert.That(fault.Message, Is.EqualTo(
            $"Line 101: The agency 'bad' exists already. Imported: {imported} of 500."));
        Assert.That(fault.Next, Does.Contain(file + ".rejects.csv").And.Contain($"--request-id {ImportId}"));
        Assert.That(rejects, Has.One.EqualTo("101,id,bad,ALREADY_EXISTS: The agency 'bad' exists already."));
        Assert.That(rejects[^1], Is.EqualTo("501,,,\"was not sent, because another row was refused\""));
    }

    [Test]
    public async Task LostHalfWay_BlamesNoRow()
    {
        var fault = await SendAsync(["a-1", "bad", "a-3"], new("bad", new Outcome<Written>.Unavailable(
            "The service cannot be reached.", null, null)));

        Assert.That(fault.Code, Is.EqualTo(ExitCode.Unreachable));
        Assert.That(fault.Message, Does.StartWith("The service cannot be reached. Imported: "));
        Assert.That(fault.Next, Does.Contain($"--request-id {ImportId}"));
        Assert.That(File.Exists(file + ".rejects.csv"), Is.False);
    }

    private async Task<CliFault> SendAsync(string[] ids, Agencies kind)
    {
        await File.WriteAllTextAsync(file, Header + string.Join('\n', ids));
        using var stream = File.OpenRead(file);
        await using var client = new VoucherClient(new()
        {
            Address = new("http://127.0.0.1:1"), Token = _ => ValueTask.FromResult(""),
        });
        using var rejects = new RejectsFile(file);
        var sender = new Sender<Agency>(kind, SendMode.All, ImportId, rejects, default);
        var entries = new RecordReader<Agency>(kind, _ => { })
            .Read(CsvTable.Read(stream, "in.csv", kind.Columns, TimeSpan.Zero));
        return (await Assert.ThrowsAsync<CliFault>(async () => await sender.SendAsync(client, entries, _ => { })))!;
    }

    /// <summary>Ids alone, of which the service refuses one.</summary>
    private sealed class Agencies(string bad, Outcome<Written> answer) : ImportKind<Agency>
    {
        private static readonly Column Id = new("id", "the agency's id");

        public override string Name => "agencies";

        public override IReadOnlyList<Column> Columns => [Id];

        public override int BatchSize => 1;

        public override Agency Read(CsvRow row) => new() { Id = row.Id(Id) };

        public override IEnumerable<(Column Column, string Value)> KeysOf(Agency record) => [(Id, record.Id)];

        public override async Task<Outcome<Written>> SendAsync(
            VoucherClient client, IReadOnlyList<Agency> records, Order order, CancellationToken cancellation)
        {
            await Task.Delay(1, cancellation);
            return records[0].Id == bad ? answer : new Outcome<Written>.Ok(new(1, 0));
        }
    }
}
