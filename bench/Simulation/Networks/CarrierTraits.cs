namespace Shipments.Bench.Simulation.Networks;

/// <summary>How a carrier reports.</summary>
/// <param name="Index">Its place among all.</param>
/// <param name="Name">The carrier.</param>
/// <param name="Format">The format of its payloads.</param>
/// <param name="PollSeconds">Time between two questions about a parcel; 0 when it sends by itself.</param>
/// <param name="DelaySeconds">Usual time from a scan to its system.</param>
/// <param name="LateShare">Share of scans that come late.</param>
/// <param name="LateHours">By how many hours on average.</param>
/// <param name="MissedShare">Share of scans not made.</param>
/// <param name="WrongShare">Share of scans made wrong.</param>
/// <param name="DoubledShare">Share of scans told twice.</param>
/// <param name="MendedShare">Share of wrong ones that are put right later.</param>
/// <param name="TornShare">Share of answers that arrive broken.</param>
/// <param name="Promises">Whether its answers promise a day.</param>
internal sealed record CarrierTraits(
    int Index, string Name, string Format, int PollSeconds, int DelaySeconds, double LateShare, double LateHours, double MissedShare, double WrongShare,
    double DoubledShare, double MendedShare, double TornShare, bool Promises)
{
    public static readonly string[] Columns =
        ["carrier", "format", "poll", "delay", "late", "late_hours", "missed", "wrong", "doubled", "mended", "torn", "promises"];

    public static CarrierTraits Read(TableRow row, int index) => new(
        index, row.Text("carrier"), row.Text("format"), row.Whole("poll", 0, 2_880) * 60, row.Whole("delay", 0, 2_880) * 60, row.Share("late"),
        row.Number("late_hours", 0, 500), row.Share("missed"), row.Share("wrong"), row.Share("doubled"), row.Share("mended"), row.Share("torn"),
        row.OneOf("promises", "no", "yes") == 1);

    /// <summary>The same carrier without a fault: every scan made, in time and right.</summary>
    public CarrierTraits WithoutFaults() =>
        this with { LateShare = 0, MissedShare = 0, WrongShare = 0, DoubledShare = 0, TornShare = 0 };
}
