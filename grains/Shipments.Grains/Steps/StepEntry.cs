using Shipments.Journal.V1;
using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>An entry of the journal that has steps.</summary>
/// <param name="Seq">Its place in its shard.</param>
/// <param name="Source">The actor whose entry it is.</param>
/// <param name="Version">The actor's version after it.</param>
/// <param name="Steps">The steps in their order, at least one.</param>
/// <param name="SizeBytes">The entry's bytes in the journal.</param>
/// <param name="TakenAt">When it was read, as a timestamp of the clock.</param>
/// <param name="Hurried">What is or was delivered inline; null for nothing.</param>
internal sealed record StepEntry(
    long Seq, ActorKey Source, long Version, IReadOnlyList<OutgoingStep> Steps, int SizeBytes, long TakenAt, HurriedEntry? Hurried = null);
