using System.Globalization;

namespace Vouchers.Benchmarks;

/// <summary>One ratio of the run: its values, round by round, against its goal.</summary>
internal sealed class Ratio(int number, string name, double goal)
{
    private readonly List<double> values = [];

    public int Number { get; } = number;

    public string Name { get; } = name;

    public double Goal { get; } = goal;

    public double Median => values.Order().ElementAt(values.Count / 2);

    public double Min => values.Min();

    public double Max => values.Max();

    public bool IsMet => Median >= Goal;

    public void Add(double value) => values.Add(value);

    /// <summary>One line: name, median, min, max, goal, met or short.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Number} {Name,-52}  {Median,7:0.00}  {Min,7:0.00}  {Max,7:0.00}  {Goal,5:0.00}  {(IsMet ? "met" : "short")}");
}
