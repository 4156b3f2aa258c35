using System.Text.Json.Serialization;

namespace Shipments.Interop.Tests;

/// <summary>What a client says of a case, one JSON line each.</summary>
/// <param name="Case">The name of the case.</param>
/// <param name="Ok">Whether all went as it should.</param>
/// <param name="Detail">Why not.</param>
internal sealed record CaseResult(
    [property: JsonPropertyName("case")] string Case,
    [property: JsonPropertyName("ok")] bool Ok,
    [property: JsonPropertyName("detail")] string Detail);
