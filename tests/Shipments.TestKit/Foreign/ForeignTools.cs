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

    /// <summary>The schema tool, which comes as one npm package a processor.</summary>
    /// <exception cref="FileNotFoundException">It is not installed.</exception>
    public static string Buf =>
        new DirectoryInfo(Path.Combine(Root, ScriptFolder, "node_modules/@bufbuild")) is { Exists: true } packages
        && packages.GetDirectories("buf-linux-*").Select(package => Path.Combine(package.FullName, "bin/buf")).FirstOrDefault(File.Exists) is { } buf
            ? buf
            : throw new FileNotFoundException("buf is not installed; run eng/tools.sh.");

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
