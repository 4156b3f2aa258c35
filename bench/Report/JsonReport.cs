using System.Text.Json;

namespace Shipments.Bench.Report;

/// <summary>The report as a file for programs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(LoadReport report, string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, report, Options, cancellationToken);
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">The file holds none.</exception>
    public static async Task<LoadReport> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<LoadReport>(file, Options, cancellationToken)
            ?? throw new InvalidDataException($"{path} holds no report.");
    }
}
