namespace Shipments.Domain.Tests.Carriers.Platforms;

/// <summary>Payload files: our own beside the tests, and real ones where this machine has them.</summary>
internal static class Fixtures
{
    private const string SamplesVariable = "SHIPMENTS_SAMPLES";

    public static readonly DateTimeOffset ReceivedAt = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A file of ours: "FourPx/parcel.json".</summary>
    public static byte[] Own(string name)
    {
        string[] parts = name.Split('/');
        return File.ReadAllBytes(Path.Combine(Root(), "tests", "Shipments.Domain.Tests", "Carriers", parts[0], "Fixtures", parts[1]));
    }

    /// <summary>A real payload; null on machines that have none.</summary>
    public static byte[]? Sample(string name)
    {
        string folder = Environment.GetEnvironmentVariable(SamplesVariable) ?? Path.Combine(Root(), "..", "shared", "samples");
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Orleans.sln above {AppContext.BaseDirectory}.");
    }
}
