namespace Shipments.Bench.Simulation.Networks;

/// <summary>The network as its files describe it: what a simulated world begins from. Immutable once read.</summary>
internal sealed class Network
{
    private readonly Dictionary<string, Office> _offices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Route> _routes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CarrierTraits> _carriers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CountryTraits> _countries = new(StringComparer.Ordinal);
    private readonly List<TradeLane> _lanes = [];
    private readonly List<Season> _seasons = [];
    private CarrierCode?[,] _codes = new CarrierCode?[0, 0];

    private Network()
    {
    }

    public IReadOnlyList<Office> Offices { get; private set; } = [];

    public IReadOnlyList<Route> Routes { get; private set; } = [];

    public IReadOnlyList<CarrierTraits> Carriers { get; private set; } = [];

    public IReadOnlyDictionary<string, CountryTraits> Countries => _countries;

    public IReadOnlyList<TradeLane> Lanes => _lanes;

    public IReadOnlyList<Season> Seasons => _seasons;

    /// <summary>Reads the files of a folder.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="isFaithful">Without a fault of any carrier: what is told is what happened.</param>
    /// <exception cref="TableFaultException">A file is not as it should be.</exception>
    public static Network Read(string folder, bool isFaithful = false)
    {
        Network network = new();
        foreach (TableRow row in Rows(folder, "offices", Office.Columns))
            Add(network._offices, row, row.Text("code"), Office.Read(row, network._offices.Count));
        foreach (TableRow row in Rows(folder, "routes", Route.Columns))
            Add(network._routes, row, row.Text("route"), Route.Read(row, network._routes.Count, (of, column, role) => network.OfficeOf(of, of.Text(column), role)));
        foreach (TableRow row in Rows(folder, "carriers", CarrierTraits.Columns))
        {
            CarrierTraits carrier = CarrierTraits.Read(row, network._carriers.Count);
            Add(network._carriers, row, carrier.Name, isFaithful ? carrier.WithoutFaults() : carrier);
        }

        foreach (TableRow row in Rows(folder, "countries", CountryTraits.Columns))
            Add(network._countries, row, row.Text("country"), CountryTraits.Read(row));
        foreach (TableRow row in Rows(folder, "lanes", TradeLane.Columns))
            network._lanes.Add(TradeLane.Read(row, network._lanes.Count, network));
        network._seasons.AddRange(Rows(folder, "seasons", Season.Columns).Select(Season.Read));
        network.ReadCodes(folder);
        network.Offices = [.. network._offices.Values];
        network.Routes = [.. network._routes.Values];
        network.Carriers = [.. network._carriers.Values];
        return network;
    }

    /// <summary>What a carrier says of a step; null when it says nothing.</summary>
    public CarrierCode? CodeOf(CarrierTraits carrier, Step step) => _codes[carrier.Index, (int)step];

    /// <summary>The carrier a line names.</summary>
    public CarrierTraits CarrierOf(TableRow row, string column) => Find(_carriers, row, row.Text(column), "carriers");

    /// <summary>The route a line names.</summary>
    public Route RouteOf(TableRow row) => Find(_routes, row, row.Text("route"), "routes");

    /// <summary>An office of the role it is needed for.</summary>
    public Office OfficeOf(TableRow row, string code, OfficeRole role)
    {
        Office office = Find(_offices, row, code, "offices");
        return office.Role == role ? office : throw row.Fault(code, $"the office is a {office.Role}, and a {role} is needed.");
    }

    private static IReadOnlyList<TableRow> Rows(string folder, string name, string[] columns) =>
        Table.Read(Path.Combine(folder, name + ".tsv"), columns).Rows;

    private static void Add<T>(Dictionary<string, T> known, TableRow row, string name, T value)
    {
        if (!known.TryAdd(name, value))
            throw row.Fault(name, "it stands there twice.");
    }

    private static T Find<T>(Dictionary<string, T> known, TableRow row, string name, string file) =>
        known.TryGetValue(name, out T? value) ? value : throw row.Fault(name, $"{file}.tsv has no such line.");

    private void ReadCodes(string folder)
    {
        string[] steps = Enum.GetNames<Step>();
        _codes = new CarrierCode?[_carriers.Count, steps.Length];
        foreach (TableRow row in Rows(folder, "codes", CarrierCode.Columns))
            _codes[CarrierOf(row, "carrier").Index, row.OneOf("step", steps)] = new CarrierCode(row.Text("code"), row.Text("text"));
    }
}
