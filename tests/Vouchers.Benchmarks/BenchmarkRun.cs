using System.Globalization;

namespace Vouchers.Benchmarks;

/// <summary>
/// Measures ratios of paired values: each round measures anchors and service interleaved (A B B A), because a
/// machine's speed drifts. Anchors: E, calls a second of an empty call on the same server; S, redemptions a second of a
/// bare loop of the service's own statements.
/// </summary>
internal sealed class BenchmarkRun(int rounds, int calls)
{
    private const int Callers = 256;
    private const int BatchSize = 256;

    // Without batching a commit carries one command, so that fewer calls take as long.
    private const int UnbatchedShare = 8;

    private readonly Ratio overEmpty = new(1, "durable unary redeem at 256 callers / E", 0.60);
    private readonly Ratio overBoth = new(2, "durable unary redeem at 256 callers / H(E,S)", 0.80);
    private readonly Ratio batchOverStore = new(3, "batch redeem, 256 a call / S", 0.80);
    private readonly Ratio batching = new(4, "redeem at 256 callers / one command a commit", 8);

    public async Task<IReadOnlyList<Ratio>> RunAsync(Action<string> tell)
    {
        var root = Directory.CreateTempSubdirectory("vouchers-bench-").FullName;
        try
        {
            await MeasureAsync(root, tell);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }

        return [overEmpty, overBoth, batchOverStore, batching];
    }

    private async Task MeasureAsync(string root, Action<string> tell)
    {
        // Each round and the warm-up: two unary runs and two batch runs.
        var vouchers = (rounds + 1) * 4 * calls;
        tell($"Making {vouchers} vouchers ...");
        var world = await World.MakeAsync(Directory.CreateDirectory(Path.Combine(root, "world")).FullName, vouchers);
        var (batched, single) = (Copy(root, "batched"), Copy(root, "single"));
        var (recording, replaying) = (Copy(root, "recording"), Copy(root, "replaying"));
        var batches = calls / BatchSize;
        tell("Recording what redemptions ask of the store ...");
        var replay = await StoreReplay.RecordAsync(recording, world.Again(), (rounds + 1) * 2 * batches, BatchSize);
        await using var store = await World.OpenAsync(replaying);
        await using var server = await BenchServer.StartAsync(batched, batchLimit: 512);
        await using var unbatched = await BenchServer.StartAsync(single, batchLimit: 1);
        using var driver = new LoadDriver(server);
        using var lone = new LoadDriver(unbatched);
        var loneWorld = world.Again();
        for (var round = 0; round <= rounds; round++)
        {
            var (e1, r1) = await WireAsync(driver, world, emptyFirst: true);
            var l = await lone.RedeemAsync(LoadDriver.Requests(loneWorld, calls / UnbatchedShare), Callers);
            var (e2, r2) = await WireAsync(driver, world, emptyFirst: false);
            var s1 = await replay.RunAsync(store, batches);
            var b1 = await driver.BatchRedeemAsync(LoadDriver.Requests(world, calls), 2, BatchSize);
            var b2 = await driver.BatchRedeemAsync(LoadDriver.Requests(world, calls), 2, BatchSize);
            var s2 = await replay.RunAsync(store, batches);
            var (e, r, s, b) = ((e1 + e2) / 2, (r1 + r2) / 2, (s1 + s2) / 2, (b1 + b2) / 2);
            tell(string.Create(CultureInfo.InvariantCulture,
                $"{(round == 0 ? "warm-up" : $"round {round}"),-8}  E {e:0}  redeem {r:0}  S {s:0}  batch {b:0}"
                + $"  one a commit {l:0}"));
            if (round == 0)
                continue;
            overEmpty.Add(r / e);
            overBoth.Add(r / (1 / (1 / e + 1 / s)));
            batchOverStore.Add(b / s);
            batching.Add(r / l);
        }
    }

    private async Task<(double Empty, double Redeem)> WireAsync(LoadDriver driver, World world, bool emptyFirst)
    {
        var requests = LoadDriver.Requests(world, calls);
        var empty = emptyFirst ? await driver.EmptyAsync(requests, Callers) : 0;
        var redeem = await driver.RedeemAsync(requests, Callers);
        return (emptyFirst ? empty : await driver.EmptyAsync(requests, Callers), redeem);
    }

    private static string Copy(string root, string name)
    {
        var target = Path.Combine(root, name);
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(root, "world")).Prepend(""))
        {
            var from = Path.Combine(root, "world", folder);
            var to = Path.Combine(target, Path.GetFileName(folder));
            // The key store opens a private folder only.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(to);
            else
                Directory.CreateDirectory(to, File.GetUnixFileMode(from.Length == 0 ? root : from));
            foreach (var file in Directory.EnumerateFiles(from))
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        return target;
    }
}
