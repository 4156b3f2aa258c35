namespace Shipments.Bench.Checking;

/// <summary>A scan on its way.</summary>
/// <param name="Parcel">The parcel's index; the number's for one of nobody.</param>
/// <param name="Step">Which of the parcel's scans.</param>
/// <param name="Kind">What answer it is owed.</param>
/// <param name="ByNumber">It names a tracking number.</param>
internal readonly record struct SentScan(int Parcel, int Step, SentKind Kind, bool ByNumber);
