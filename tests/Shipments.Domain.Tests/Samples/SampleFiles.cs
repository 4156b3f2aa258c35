namespace Shipments.Domain.Tests.Samples;

/// <summary>Finds the samples: our own in the repository, carriers' real ones beside it where somebody put them.</summary>
internal static class SampleFiles
{
    private const string Solution = "Orleans.sln";
    private const string Override = "SHIPMENTS_SAMPLES";

    public static string Root { get; } = FindRoot();

    /// <summary>Our own samples.</summary>
    public static string Ours => Path.Combine(Root, "samples");

    /// <summary>The folder of real samples, or null where there is none.</summary>
    public static string? Real
    {
        get
        {
            string folder = Environment.GetEnvironmentVariable(Override) is { Length: > 0 } set
                ? set : Path.Combine(Root, "..", "shared", "samples");
            return Directory.Exists(folder) ? folder : null;
        }
    }

    /// <summary>The samples that are here, each with its bytes.</summary>
    public static IEnumerable<(SampleExpectation Expected, byte[] Bytes)> Present() =>
        from expected in SampleExpectations.All
        let folder = expected.Ours ? Ours : Real
        where folder is not null
        let path = Path.Combine(folder, expected.File)
        where expected.Ours || File.Exists(path)
        select (expected, File.ReadAllBytes(path));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no folder with {Solution} above {AppContext.BaseDirectory}");
    }
}
