using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Silence;
using Shipments.Grains.Eta;
using Shipments.Grains.Inbox;
using Shipments.Storage;

namespace Shipments.Grains.Parcels;

/// <summary>Parcels, as an inbox sees them.</summary>
internal sealed class ParcelRules(ParcelActorKind kind, IVocabulary vocabulary, ILaneDwells dwells, ForecastCache forecasts)
    : IActorRules<ParcelState, ParcelTurn>
{
    /// <inheritdoc/>
    public ActorKind<ParcelState> Kind => kind;

    /// <inheritdoc/>
    public ParcelTurn Begin(ParcelState state, long version, ActorKey key, DateTimeOffset now)
    {
        IVocabulary snapshot = vocabulary.Snapshot();
        return new ParcelTurn(state, key.Value, snapshot, now, version, new LaneSilence(snapshot.Silence, dwells), forecasts.Of(key.SpanOfTenant()));
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Finish(ParcelTurn turn, out ParcelState next)
    {
        ParcelTurnResult result = turn.Finish();
        next = result.Next;
        return result.Encoded;
    }
}
