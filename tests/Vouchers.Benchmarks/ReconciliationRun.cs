using System.Diagnostics;
using System.Globalization;
using CsvHelper;
using Vouchers.Tests.Reconciliation;

namespace Vouchers.Benchmarks;

/// <summary>
/// Ratio 16: matching a month of payments with its statement lines against reading both from CSV files into records.
/// The month has payments without ids, in batches and in parts, doubles, returns and noise among the plain ones.
/// </summary>
internal sealed class ReconciliationRun(int rounds, int items)
{
    public const int Number = 16;

    private const int Seed = 16;

    // Of a thousand happenings. What is not named here happens twice.
    private static readonly Dictionary<string, int> PerMille = new()
    {
        ["paid"] = 800,
        ["in text"] = 60,
        ["by payee"] = 50,
        ["batch by reference"] = 20,
        ["batch by count"] = 10,
        ["parts"] = 10,
        ["unknown credit"] = 8,
        ["unknown debit"] = 8,
    };

    private readonly Ratio overReading = new(Number,
        string.Create(CultureInfo.InvariantCulture, $"reconcile {items:N0} a side / read both as CSV"),
        20, atMost: true);

    public Ratio Run(Action<string> tell)
    {
        var month = Make();
        var folder = Directory.CreateTempSubdirectory("vouchers-bench-").FullName;
        try
        {
            var (payments, lines) = (Path.Combine(folder, "payments.csv"), Path.Combine(folder, "lines.csv"));
            Write(payments, month.Items.Select(PaymentRow.Of));
            Write(lines, month.Lines.Select(LineRow.Of));
            tell($"Reconciling {month.Items.Count} payments with {month.Lines.Count} lines ...");
            for (var round = 0; round <= rounds; round++)
                Measure(round, month, payments, lines, tell);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return overReading;
    }

    private void Measure(int round, Month month, string payments, string lines, Action<string> tell)
    {
        var read1 = Seconds(() => Read(month, payments, lines));
        var match1 = Seconds(() => month.Run());
        var match2 = Seconds(() => month.Run());
        var read2 = Seconds(() => Read(month, payments, lines));
        var (read, match) = ((read1 + read2) / 2, (match1 + match2) / 2);
        tell(string.Create(CultureInfo.InvariantCulture,
            $"{(round == 0 ? "warm-up" : $"round {round}"),-8}  read {read:0.00} s  reconcile {match:0.00} s"));
        if (round > 0)
            overReading.Add(match / read);
    }

    private Month Make()
    {
        var bag = Month.Kinds.SelectMany(k => Enumerable.Repeat(k, PerMille.GetValueOrDefault(k, 2))).ToArray();
        var random = new Random(Seed);
        var month = new Month(amounts: 1_000, payees: 2_000);
        while (month.Items.Count < items || month.Lines.Count < items)
            month.Add(new Happening(bag[random.Next(bag.Length)],
                random.Next(1_000), random.Next(2_000), random.Next(24)));
        return month;
    }

    // The records are looked at and let go: keeping them would only make reading slower.
    private static void Read(Month month, string payments, string lines)
    {
        if (Count<PaymentRow>(payments) != month.Items.Count || Count<LineRow>(lines) != month.Lines.Count)
            throw new InvalidOperationException("The files do not hold the month.");
    }

    private static int Count<T>(string path)
    {
        using var csv = CsvReader.Create(File.OpenRead(path));
        return csv.GetRecords<T>().Count();
    }

    private static void Write<T>(string path, IEnumerable<T> rows)
    {
        using var csv = CsvWriter.Create(File.Create(path));
        csv.WriteRecords(rows);
    }

    private static double Seconds(Action action)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalSeconds;
    }
}
