namespace Shipments.Bench.Figures;

/// <summary>How a figure stands to what is asked of it.</summary>
internal enum Verdict
{
    /// <summary>Its runs were not made.</summary>
    NotMeasured,

    /// <summary>Nothing is asked; it is told.</summary>
    Stated,

    /// <summary>What must be is not.</summary>
    Missed,

    /// <summary>What must be is, what is aimed at is not.</summary>
    Met,

    /// <summary>What is aimed at is.</summary>
    Aimed,
}
