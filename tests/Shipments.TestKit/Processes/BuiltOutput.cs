namespace Shipments.TestKit.Processes;

/// <summary>Finds what the same build made beside the running test: <c>artifacts/bin/{project}/{configuration}</c>.</summary>
public static class BuiltOutput
{
    /// <summary>The assembly of a project, in the configuration of the running test.</summary>
    /// <exception cref="FileNotFoundException">The project was not built.</exception>
    public static string Assembly(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"Build {project} in the configuration {own.Name} first.", path);
    }
}
