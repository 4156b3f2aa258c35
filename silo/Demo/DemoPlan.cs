namespace Shipments.Silo.Demo;

/// <summary>
/// Which parcels a folder of payloads is about, where it says so in a file <c>parcels.tsv</c>: a row each of id, what it shows, service, origin,
/// destination, numbers, and the parcel it is merged into. Without that file the payloads' own numbers make the parcels.
/// </summary>
internal static class DemoPlan
{
    /// <summary>The file's name.</summary>
    public const string File = "parcels.tsv";

    /// <summary>So many rows are read.</summary>
    public const int RowsMax = 100;

    private const int Columns = 7;

    /// <summary>Reads the plan of a folder; empty when it has none.</summary>
    /// <exception cref="InvalidDataException">A row has other than seven columns, or there are too many rows.</exception>
    public static IReadOnlyList<PlannedParcel> Read(string folder)
    {
        string path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
            return [];
        string[][] rows = [.. System.IO.File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Skip(1).Take(RowsMax + 1).Select(line => line.Split('\t'))];
        if (rows.Length > RowsMax)
            throw new InvalidDataException($"{path} has more than {RowsMax} rows.");
        if (Array.Find(rows, row => row.Length != Columns) is { } wrong)
            throw new InvalidDataException($"{path} has a row of {wrong.Length} columns instead of {Columns}: '{wrong[0]}'.");
        return [.. rows.Select(row => new PlannedParcel(row[0], row[1], row[2], row[3], row[4], row[5].Split(' ', StringSplitOptions.RemoveEmptyEntries), row[6]))];
    }
}

/// <summary>A parcel of the plan.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Shows">What it is there to show.</param>
/// <param name="Service">Its service.</param>
/// <param name="Origin">The country it leaves.</param>
/// <param name="Destination">The country it goes to.</param>
/// <param name="Numbers">The numbers it is registered with; at least one.</param>
/// <param name="MergedInto">The id of the parcel it is merged into; empty for none.</param>
internal sealed record PlannedParcel(
    string Id, string Shows, string Service, string Origin, string Destination, IReadOnlyList<string> Numbers, string MergedInto);
