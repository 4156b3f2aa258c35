using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Simulation.Payloads;

/// <summary>A place as carriers name it.</summary>
/// <param name="City">The city.</param>
/// <param name="Region">State or province; empty for none.</param>
/// <param name="Postal">The postal code; empty for none.</param>
internal sealed record Place(string City, string Region, string Postal)
{
    private static readonly string[] Columns = ["place", "city", "region", "postal"];

    /// <summary>Reads the names of places.</summary>
    /// <param name="folder">That of the network.</param>
    /// <exception cref="TableFaultException">The file is not as it should be.</exception>
    public static Dictionary<string, Place> Read(string folder)
    {
        Dictionary<string, Place> places = new(StringComparer.Ordinal);
        foreach (TableRow row in Table.Read(Path.Combine(folder, "places.tsv"), Columns).Rows)
            places[row.Text("place")] = new Place(row.Text("city"), Or(row.Text("region")), Or(row.Text("postal")));
        return places;
    }

    private static string Or(string text) => text == "-" ? "" : text;
}
