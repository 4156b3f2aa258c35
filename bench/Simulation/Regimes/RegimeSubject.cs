using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Simulation.Regimes;

/// <summary>What a regime may concern: each part is empty where it does not apply.</summary>
internal readonly record struct RegimeSubject
{
    public string Office { get; private init; }

    public string Role { get; private init; }

    public string Country { get; private init; }

    public string Carrier { get; private init; }

    public string Route { get; private init; }

    public string Origin { get; private init; }

    public string Destination { get; private init; }

    public string Lane { get; private init; }

    public string Service { get; private init; }

    /// <summary>An office.</summary>
    public static RegimeSubject Of(Office office) => new()
    {
        Office = office.Code, Role = office.Role.ToString().ToLowerInvariant(), Country = office.Country, Carrier = office.Carrier,
    };

    /// <summary>Flights.</summary>
    public static RegimeSubject Of(Route route) => new()
    {
        Route = route.Name, Office = route.From.Code, Country = route.From.Country, Origin = route.From.Country, Destination = route.To.Country,
        Role = "flight", Carrier = route.From.Carrier,
    };

    /// <summary>Parcels of a lane.</summary>
    public static RegimeSubject Of(TradeLane lane) => new()
    {
        Origin = lane.Origin, Destination = lane.Destination, Country = lane.Destination, Lane = lane.Name, Service = lane.Service, Route = lane.Route.Name,
    };

    /// <summary>A carrier's scans of a lane's parcels.</summary>
    public static RegimeSubject Of(CarrierTraits carrier, TradeLane lane) => Of(lane) with { Carrier = carrier.Name };

    /// <summary>The part of a name; null when there is no such part.</summary>
    public string? Part(string name) => name switch
    {
        "office" => Office ?? "",
        "role" => Role ?? "",
        "country" => Country ?? "",
        "carrier" => Carrier ?? "",
        "route" => Route ?? "",
        "origin" => Origin ?? "",
        "destination" => Destination ?? "",
        "lane" => Lane ?? "",
        "service" => Service ?? "",
        _ => null,
    };
}
