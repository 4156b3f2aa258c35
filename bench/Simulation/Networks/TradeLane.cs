using System.Globalization;

namespace Shipments.Bench.Simulation.Networks;

/// <summary>A service between two countries, and the way its parcels go.</summary>
internal sealed record TradeLane
{
    public static readonly string[] Columns =
        ["lane", "share", "promise", "cost", "first", "last", "hub", "gate", "route", "customs", "sort", "depots", "reach", "kind"];

    public required int Index { get; init; }

    /// <summary><c>{origin}-{destination}/{service}</c>.</summary>
    public required string Name { get; init; }

    public required double Share { get; init; }

    /// <summary>Days from posting to the first attempt, as sold.</summary>
    public required double PromiseDays { get; init; }

    public required double Cost { get; init; }

    public required CarrierTraits First { get; init; }

    public required CarrierTraits Last { get; init; }

    public required Office Hub { get; init; }

    public required Office Gate { get; init; }

    public required Route Route { get; init; }

    public required Office Customs { get; init; }

    public required Office Sort { get; init; }

    public required IReadOnlyList<Office> Depots { get; init; }

    /// <summary>Seconds from the sorting office to each depot.</summary>
    public required IReadOnlyList<int> ReachSeconds { get; init; }

    public required bool IsUntracked { get; init; }

    public string Origin => Name[..2];

    public string Destination => Name[3..5];

    public string Service => Name[6..];

    /// <summary>The two countries alone: lanes of one corridor can stand in for each other.</summary>
    public string Corridor => Name[..5];

    public static TradeLane Read(TableRow row, int index, Network network)
    {
        string name = row.Text("lane");
        if (name.Length < 7 || name[2] != '-' || name[5] != '/')
            throw row.Fault(name, "a lane is written as CN-US/service.");
        IReadOnlyList<string> depots = row.List("depots");
        IReadOnlyList<string> reach = row.List("reach");
        if (reach.Count != depots.Count)
            throw row.Fault(row.Raw("reach"), $"there are {depots.Count} depots.");
        TradeLane lane = new()
        {
            Index = index, Name = name, Share = row.Number("share", 0, 1_000), PromiseDays = row.Number("promise", 1, 365),
            Cost = row.Number("cost", 0, 100_000), First = network.CarrierOf(row, "first"), Last = network.CarrierOf(row, "last"),
            Hub = network.OfficeOf(row, row.Text("hub"), OfficeRole.Hub), Gate = network.OfficeOf(row, row.Text("gate"), OfficeRole.Gate),
            Route = network.RouteOf(row), Customs = network.OfficeOf(row, row.Text("customs"), OfficeRole.Customs),
            Sort = network.OfficeOf(row, row.Text("sort"), OfficeRole.Sort),
            Depots = [.. depots.Select(code => network.OfficeOf(row, code, OfficeRole.Depot))],
            ReachSeconds = [.. reach.Select(hours => Hours(row, hours))], IsUntracked = row.OneOf("kind", "tracked", "untracked") == 1,
        };
        if (lane.Route.From != lane.Gate || lane.Route.To != lane.Customs)
            throw row.Fault(row.Raw("route"), $"the route goes from {lane.Route.From.Code} to {lane.Route.To.Code}.");
        return network.Countries.ContainsKey(lane.Destination) ? lane : throw row.Fault(name, "the country it goes to is not among those that receive.");
    }

    private static int Hours(TableRow row, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double hours) && hours is >= 0 and <= 1_000
            ? (int)(hours * 3600)
            : throw row.Fault(text, "hours from 0 to 1000 were expected.");
}
