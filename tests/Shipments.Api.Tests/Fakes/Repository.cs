namespace Shipments.Api.Tests.Fakes;

/// <summary>Finds files of the repository from where the tests run.</summary>
internal static class Repository
{
    public static string Read(string path)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Orleans.sln")))
            folder = Path.GetDirectoryName(folder);
        return File.ReadAllText(Path.Combine(folder ?? throw new DirectoryNotFoundException("No folder above holds Orleans.sln."), path));
    }
}
