namespace Shipments.Domain.Tests.Carriers.Fuzz;

/// <summary>A payload to damage, with its parts.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Spans">Its parts, in the order of their ends.</param>
internal sealed record FuzzSeed(string Name, byte[] Bytes, IReadOnlyList<SeedSpan> Spans);
