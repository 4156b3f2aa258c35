using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Judging.Alarms;

/// <summary>
/// From when each scan of a world could be had, from a time on. Two worlds that differ by a strike alone show by it what the strike keeps back, and
/// so when it can be seen at all. Kept in memory: some 40 bytes a scan.
/// </summary>
/// <param name="from">Scans that could be had before are left out.</param>
internal sealed class ToldScans(int from) : IWorldWatcher
{
    /// <summary>So many scans of a lane must be missing before a strike shows: fewer are missing every day.</summary>
    public const int ShownBy = 10;

    /// <summary>What comes so much later, at most, is not missing.</summary>
    public const int LateSeconds = World.TickSeconds;

    private readonly Dictionary<(int Parcel, bool IsLast, Step Step, int Nth), Told> _scans = [];

    public void Registered(SimParcel parcel, int at)
    {
        // Registrations are the seller's.
    }

    public void Received(in Received received)
    {
        // What carriers say is read when the parcel has ended.
    }

    public void Tick(int at)
    {
        // Time alone tells nothing.
    }

    public void Ended(SimParcel parcel, int at)
    {
        if (parcel.IsGhost || parcel.Lane.IsUntracked)
            return;
        Add(parcel, parcel.First, isLast: false);
        if (!ReferenceEquals(parcel.First, parcel.Last))
            Add(parcel, parcel.Last, isLast: true);
    }

    /// <summary>
    /// When the first of a lane's scans is missing, and when so many that a strike shows: they can be had here before its end, and in the other world later, or never.
    /// Null for what never comes.
    /// </summary>
    /// <param name="struck">The world with the strike.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="since">The strike's begin.</param>
    /// <param name="until">Its end.</param>
    public (int? MissingAt, int? ShownAt) ShownAt(ToldScans struck, TradeLane lane, int since, int until)
    {
        List<int> missing = [];
        foreach (((int Parcel, bool IsLast, Step Step, int Nth) key, Told told) in _scans)
        {
            if (told.Lane != lane.Index || told.At < since || told.At >= until)
                continue;
            if (!struck._scans.TryGetValue(key, out Told there) || there.At > told.At + LateSeconds)
                missing.Add(told.At);
        }

        missing.Sort();
        return (missing.Count == 0 ? null : missing[0], missing.Count < ShownBy ? null : missing[ShownBy - 1]);
    }

    private void Add(SimParcel parcel, CarrierView view, bool isLast)
    {
        Span<int> counts = stackalloc int[(int)Step.Destroyed + 1];
        counts.Clear();
        foreach (SimScan scan in view.Scans)
        {
            if (scan.IsDouble)
                continue;
            int nth = counts[(int)scan.Step]++;
            if (scan.VisibleAt >= from)
                _scans[(parcel.Id, isLast, scan.Step, nth)] = new Told(parcel.Lane.Index, scan.VisibleAt);
        }
    }

    private readonly record struct Told(int Lane, int At);
}
