namespace Shipments.Bench.Simulation.Output;

/// <summary>Where the files of the network stand: in the folder of the project that this program was built from.</summary>
internal static class DataFolder
{
    /// <summary>The folder of the network's files.</summary>
    public static string Network => Path.Combine(Root(), "network");

    /// <summary>The folder of the regimes that come with it.</summary>
    public static string Regimes => Path.Combine(Root(), "regimes");

    /// <summary>The folder of what its lanes cost and publish.</summary>
    public static string Lanes => Path.Combine(Root(), "lanes");

    private static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string data = Path.Combine(folder.FullName, "bench", "data");
            if (Directory.Exists(data))
                return data;
        }

        return Path.Combine("bench", "data");
    }
}
