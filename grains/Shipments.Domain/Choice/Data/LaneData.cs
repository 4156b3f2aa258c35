using Shipments.Domain.Lanes;

namespace Shipments.Domain.Choice.Data;

/// <summary>What an operator's files say of lanes and of holidays. Immutable, thread-safe.</summary>
public sealed class LaneData
{
    private readonly Dictionary<string, LaneTerms> _lanes;
    private readonly HashSet<(string Country, int Day)> _holidays;

    internal LaneData(Dictionary<string, LaneTerms> lanes, HashSet<(string Country, int Day)> holidays) => (_lanes, _holidays) = (lanes, holidays);

    /// <summary>No files.</summary>
    public static LaneData Empty { get; } = new([], []);

    /// <summary>What is said of a lane: rows that name its tenant stand, kind by kind, in place of those for all tenants.</summary>
    /// <param name="lane">The lane.</param>
    public LaneTerms Of(LaneKey lane)
    {
        LaneTerms common = _lanes.GetValueOrDefault(lane.Lane, LaneTerms.None);
        return _lanes.TryGetValue(lane.ToString(), out LaneTerms? own)
            ? new LaneTerms(
                own.Tariff ?? common.Tariff, own.CutOffs ?? common.CutOffs, own.ParcelsPerDay ?? common.ParcelsPerDay, own.Promise ?? common.Promise,
                own.CustomsStoppedShare ?? common.CustomsStoppedShare)
            : common;
    }

    /// <summary>The lanes of a tenant from one country to another that the files know, in their order.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="origin">Two letters.</param>
    /// <param name="destination">Two letters.</param>
    public IReadOnlyList<LaneKey> Between(string tenant, string origin, string destination)
    {
        string common = $"{origin}-{destination}/";
        string own = $"{tenant}/{common}";
        SortedSet<string> services = new(StringComparer.Ordinal);
        foreach (string lane in _lanes.Keys)
        {
            if (lane.StartsWith(common, StringComparison.Ordinal))
                services.Add(lane[common.Length..]);
            else if (lane.StartsWith(own, StringComparison.Ordinal))
                services.Add(lane[own.Length..]);
        }

        return [.. services.Select(service => new LaneKey(tenant, origin, destination, service))];
    }

    /// <summary>Whether a country works on a day: by its calendar, and none of the files' holidays.</summary>
    /// <param name="country">Two letters.</param>
    /// <param name="day">From 1970-01-01 as 0.</param>
    public bool IsWorkday(string country, int day) => WorkCalendar.Of(country).IsWorkday(day) && !_holidays.Contains((country, day));

    /// <summary>Whether a day is a public holiday: by the calendar one that is not of the weekend, by the files any.</summary>
    /// <param name="country">Two letters.</param>
    /// <param name="day">From 1970-01-01 as 0.</param>
    public bool IsHoliday(string country, int day) =>
        _holidays.Contains((country, day)) || WorkCalendar.Of(country).IsHoliday(day);
}
