using Shipments.Domain.Lanes;
using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>What was decided of a parcel before a turn, as its entry tells it beside what is decided after.</summary>
internal readonly struct DecidedBefore
{
    private readonly int _phase;
    private readonly string _lane;
    private readonly WindowRecord? _eta;

    /// <param name="row">The row before the turn.</param>
    /// <param name="decided">What it says, parsed for the turn alone.</param>
    public DecidedBefore(RowFields row, out ParcelDecided decided)
    {
        Encoded = row.Content(ParcelStateRecord.DecidedFieldNumber);
        decided = ParcelDecided.Parser.ParseFrom(Encoded.Span);
        (_phase, _lane, _eta) = (decided.Phase, decided.Lane, decided.Eta);
    }

    /// <summary>The encoded <see cref="ParcelDecided"/>; empty until registered.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>Writes into the turn's entry what is decided now, if that is anything else.</summary>
    public void NoteAfter(ParcelDecided decided, ParcelEntry entry)
    {
        if (decided.IsEncodedAs(Encoded.Span))
            return;
        entry.Decided = decided;
        entry.PhaseBefore = _phase;
        entry.LaneBefore = _lane;
        entry.EtaBefore = _eta;
        LaneFactsBefore.Note(entry, Encoded.Span);
    }
}
