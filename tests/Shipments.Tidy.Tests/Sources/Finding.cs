namespace Shipments.Tidy.Tests.Sources;

/// <summary>What a rule has against a line of a file. Line 0: the file as a whole.</summary>
internal readonly record struct Finding(string Path, int Line, string Message)
{
    public override string ToString() => Line > 0 ? $"{Path}:{Line}: {Message}" : $"{Path}: {Message}";
}
