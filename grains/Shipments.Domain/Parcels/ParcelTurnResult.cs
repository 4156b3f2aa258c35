using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>What a turn of a parcel comes to.</summary>
/// <param name="Next">The state once the entry is committed.</param>
/// <param name="Entry">What to append; null when nothing changed, and then <paramref name="Next"/> is the state the turn began with.</param>
/// <param name="Encoded">The same, encoded; empty when nothing changed. <paramref name="Next"/> keeps it, so it must not change.</param>
public readonly record struct ParcelTurnResult(ParcelState Next, ParcelEntry? Entry, ReadOnlyMemory<byte> Encoded);
