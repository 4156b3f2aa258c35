namespace Shipments.Bench.Load;

/// <summary>What a load is told. Bounds are checked by <see cref="LoadOptionRules"/>.</summary>
internal sealed record LoadOptions
{
    /// <summary>The front doors.</summary>
    public IReadOnlyList<Uri> Targets { get; init; } = [];

    /// <summary>The scenario's name.</summary>
    public string Scenario { get; init; } = "";

    /// <summary>Open loop: items (scans, parcels, reads) a second; 0 for a closed loop.</summary>
    public double Rate { get; init; }

    /// <summary>Closed loop: calls, or batches of streams, under way at one time; 0 for an open loop.</summary>
    public int Closed { get; init; }

    /// <summary>Arrivals of an open loop lie evenly, not at random.</summary>
    public bool Even { get; init; }

    /// <summary>Not counted.</summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>Counted.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Decides all that is random.</summary>
    public int Seed { get; init; }

    /// <summary>Parcels registered before the load.</summary>
    public int Parcels { get; init; }

    /// <summary>Scans or parcels of one call or batch; 0 for the scenario's own.</summary>
    public int Batch { get; init; }

    /// <summary>Connections; 0 for as many as the load needs.</summary>
    public int Connections { get; init; }

    /// <summary>Streams of an open loop; a closed one has as many as it needs.</summary>
    public int Streams { get; init; }

    /// <summary>Of unary calls.</summary>
    public TimeSpan Deadline { get; init; }

    /// <summary>Readers of the change stream beside the load; -1 for the scenario's own.</summary>
    public int Readers { get; init; } = -1;

    /// <summary>The share of scans that name a tracking number; -1 for the scenario's own.</summary>
    public double ByNumber { get; init; } = -1;

    /// <summary>Tracking numbers a parcel is registered with; -1 for the scenario's own.</summary>
    public int Numbers { get; init; } = -1;

    /// <summary>No duplicates, late scans or unknown numbers.</summary>
    public bool Plain { get; init; }

    /// <summary>How many times the rate the overload has.</summary>
    public double Times { get; init; } = 3;

    /// <summary>The run whose parcels are met again; empty for new ones.</summary>
    public string Reuse { get; init; } = "";

    /// <summary>Parcels that are read before the load and then met by it, spread over all; 0 for all, as they are.</summary>
    public int WorkingSet { get; init; }

    /// <summary>The share of scans, and of reads at random, that meets parcels outside the working set.</summary>
    public double Cold { get; init; }

    /// <summary>Waits at the end until every state row is written.</summary>
    public bool Level { get; init; }

    /// <summary>Sent as x-api-key; empty for none.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Processes of this machine to watch, as name=id.</summary>
    public IReadOnlyList<string> Watch { get; init; } = [];

    /// <summary>Where the reports go.</summary>
    public string Folder { get; init; } = "";

    /// <summary>A silo is lost during the run.</summary>
    public bool Outage { get; init; }

    /// <summary>Reads nothing back.</summary>
    public bool NoReadBack { get; init; }
}
