using System.Globalization;

namespace Vouchers.Benchmarks;

/// <summary>
/// One ratio of the run: its values, round by round, against its goal. The goal is the least that the median should be,
/// or the most, where <paramref name="atMost"/> is set; then it is shown with the sign for it.
/// </summary>
internal sealed class Ratio(int number, string name, double goal, bool atMost = false)
{
    private readonly List<double> values = [];

    public int Number { get; } = number;

    public string Name { get; } = name;

    public double Goal { get; } = goal;

    public bool AtMost { get; } = atMost;

    public double Median => values.Order().ElementAt(values.Count / 2);

    public double Min => values.Min();

    public double Max => values.Max();

    public bool IsMet => AtMost ? Median <= Goal : Median >= Goal;

    private string Bound => string.Create(CultureInfo.InvariantCulture, $"{(AtMost ? "≤" : "")}{Goal:0.00}");

    public void Add(double value) => values.Add(value);

    /// <summary>One line: name, median, min, max, goal, met or short.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Number} {Name,-52}  {Median,7:0.00}  {Min,7:0.00}  {Max,7:0.00}  {Bound,6}  {(IsMet ? "met" : "short")}");
}
