using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Simulation.Worlds;

/// <summary>What is wrong with a scan.</summary>
internal enum ScanFault : byte
{
    None,

    /// <summary>Its time is another one.</summary>
    Time,

    /// <summary>Its code is one that nobody knows.</summary>
    Code,
}

/// <summary>What a carrier says of something that happened.</summary>
/// <param name="Step">What.</param>
/// <param name="At">When it happened.</param>
/// <param name="ShownAt">When the carrier says that it happened, as long as it is wrong.</param>
/// <param name="VisibleAt">From when it can be had.</param>
/// <param name="MendedAt">From when it is right; never when it is wrong for good.</param>
/// <param name="Office">Where: the office's place among all.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="IsDouble">It tells again what another one told.</param>
internal readonly record struct SimScan(Step Step, int At, int ShownAt, int VisibleAt, int MendedAt, short Office, ScanFault Fault, bool IsDouble)
{
    public const int Never = int.MaxValue;

    /// <summary>What is wrong with it at a time.</summary>
    public ScanFault FaultAt(int at) => at >= MendedAt ? ScanFault.None : Fault;

    /// <summary>The time it shows.</summary>
    public int TimeAt(int at) => FaultAt(at) == ScanFault.Time ? ShownAt : At;
}
