namespace Shipments.TestKit;

/// <summary>Where the sources are, and the samples beside them if there are any.</summary>
public static class RepositoryRoot
{
    private const string SamplesVariable = "SHIPMENTS_SAMPLES";

    /// <summary>The folder with Orleans.sln, above the tests' binaries.</summary>
    public static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' has Orleans.sln.");
    }

    /// <summary>The folder of real samples, or null where there is none: the variable SHIPMENTS_SAMPLES, else <c>../shared/samples</c>.</summary>
    public static string? FindSamples()
    {
        string path = Environment.GetEnvironmentVariable(SamplesVariable) is { Length: > 0 } given
            ? given
            : Path.GetFullPath(Path.Combine(Find(), "..", "shared", "samples"));
        return Directory.Exists(path) ? path : null;
    }
}
