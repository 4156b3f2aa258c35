namespace Shipments.Bench.Figures;

/// <summary>What is asked of a number.</summary>
/// <param name="Must">What it must be.</param>
/// <param name="Aim">What is aimed at.</param>
/// <param name="IsLeast">The number must be at least that; otherwise at most.</param>
internal readonly record struct Bound(double Must, double Aim, bool IsLeast)
{
    /// <summary>At least so much.</summary>
    public static Bound Least(double must, double aim) => new(must, aim, true);

    /// <summary>At most so much.</summary>
    public static Bound Most(double must, double aim) => new(must, aim, false);

    /// <summary>How a number stands to it; null was not measured.</summary>
    public Verdict Of(double? value) => value switch
    {
        null => Verdict.NotMeasured,
        { } number when Holds(number, Aim) => Verdict.Aimed,
        { } number when Holds(number, Must) => Verdict.Met,
        _ => Verdict.Missed,
    };

    private bool Holds(double number, double than) => IsLeast ? number >= than : number <= than;
}
