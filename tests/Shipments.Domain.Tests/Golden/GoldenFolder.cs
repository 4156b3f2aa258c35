using Google.Protobuf;

namespace Shipments.Domain.Tests.Golden;

/// <summary>
/// The committed files of one format. <c>name.bin</c> is what was written to a journal or a row, <c>name.txt</c> what it says. Files that are
/// there are never rewritten: rows and entries of that format exist in databases.
/// </summary>
internal static class GoldenFolder
{
    public static string Path { get; } = System.IO.Path.Combine(Root(), "tests", "Shipments.Domain.Tests", "Golden", "v1");

    public static byte[] Bytes(string name) => File.ReadAllBytes(System.IO.Path.Combine(Path, name + ".bin"));

    public static string Text(string name) => File.ReadAllText(System.IO.Path.Combine(Path, name + ".txt"));

    /// <summary>Adds a file that is missing; with <c>UPDATE=1</c> only.</summary>
    public static void Add(string name, IMessage message, Func<byte[], string> describe)
    {
        string file = System.IO.Path.Combine(Path, name + ".bin");
        if (Environment.GetEnvironmentVariable("UPDATE") != "1" || File.Exists(file))
            return;
        byte[] bytes = message.ToByteArray();
        File.WriteAllBytes(file, bytes);
        File.WriteAllText(System.IO.Path.ChangeExtension(file, ".txt"), describe(bytes));
    }

    /// <summary>Adds a text that is missing; with <c>UPDATE=1</c> only.</summary>
    public static void AddText(string name, string text)
    {
        string file = System.IO.Path.Combine(Path, name + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE") == "1" && !File.Exists(file))
            File.WriteAllText(file, text);
    }

    private static string Root()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(System.IO.Path.Combine(at.FullName, "Orleans.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Orleans.sln.");
    }
}
