namespace Shipments.TestKit.Foreign;

/// <summary>Programs that are not .NET and the files they need. <c>eng/tools.sh</c> installs them.</summary>
public static class ForeignTools
{
    private const string ScriptFolder = "tests/Shipments.Interop.Tests/foreign";
    private const string CommonProtosVersion = "2.17.0";

    /// <summary>The JavaScript runtime.</summary>
    public static string Node => "node";

    /// <summary>The Python that has gRPC: SHIPMENTS_PYTHON, else the system's own.</summary>
    public static string Python => Environment.GetEnvironmentVariable("SHIPMENTS_PYTHON") ?? "/usr/bin/python3";

    /// <summary>The folders in which the clients look for protos, each with its flag.</summary>
    public static IReadOnlyList<string> ProtoArguments =>
        [.. new[] { Path.Combine(Root, "api/protos"), Path.Combine(Root, ScriptFolder, "protos"), CommonProtos }.SelectMany(path => new[] { "--protos", path })];

    private static string Root { get; } = FindRoot();

    private static string CommonProtos => Path.Combine(
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages"),
        "google.api.commonprotos", CommonProtosVersion, "content/protos");

    /// <summary>A script of the clients' folder.</summary>
    public static string Script(string name) => Path.Combine(Root, ScriptFolder, name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Orleans.sln above {AppContext.BaseDirectory}.");
    }
}
