using Shipments.Storage;

namespace Shipments.Grains;

/// <summary>What every journaled grain needs of its silo.</summary>
/// <param name="Journal">Loads and appends.</param>
/// <param name="Ownership">Whether the silo may act.</param>
/// <param name="Time">The clock.</param>
/// <param name="Local">The grains of this silo that are called without a message.</param>
internal sealed record JournaledServices(IActorJournal Journal, IShardOwnership Ownership, TimeProvider Time, LocalGrains Local);
