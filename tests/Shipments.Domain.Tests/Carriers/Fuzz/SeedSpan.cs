namespace Shipments.Domain.Tests.Carriers.Fuzz;

/// <summary>A part of a payload that stands for itself.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte behind its last.</param>
/// <param name="Separator">What stands between it and its like; null for a value, which has no like beside it; empty for elements of XML.</param>
/// <param name="IsMember">A name with its value: what takes its place must be one too.</param>
internal readonly record struct SeedSpan(int Start, int End, string? Separator, bool IsMember = false)
{
    public int Length => End - Start;
}
