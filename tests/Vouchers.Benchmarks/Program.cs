using System.Globalization;
using System.Text.Json;
using Vouchers.Benchmarks;

if (args is ["serve", var served, var limit])
{
    await BenchServer.ServeAsync(served, int.Parse(limit, CultureInfo.InvariantCulture));
    return 0;
}

var rounds = Argument("--rounds", 5);
var calls = Argument("--calls", 4_096);
var items = Argument("--items", 1_000_000);
var only = Argument("--only", 0);
var ratios = new List<Ratio>();
if (only is not (ReconciliationRun.Number or CounterRun.Number))
    ratios.AddRange(await new BenchmarkRun(rounds, calls).RunAsync(Console.Error.WriteLine));
if (only is 0 or CounterRun.Number)
    ratios.AddRange(await new CounterRun(rounds).RunAsync(Console.Error.WriteLine));
if (only is 0 or ReconciliationRun.Number)
    ratios.Add(new ReconciliationRun(rounds, items).Run(Console.Error.WriteLine));
Console.WriteLine($"# {"name",-52}  {"median",7}  {"min",7}  {"max",7}  {"goal",6}");
foreach (var ratio in ratios)
    Console.WriteLine(ratio);
if (Array.IndexOf(args, "--json") is var at and >= 0)
    await File.WriteAllTextAsync(args[at + 1], JsonSerializer.Serialize(ratios, JsonSerializerOptions.Web));
return 0;

int Argument(string name, int otherwise) =>
    Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
