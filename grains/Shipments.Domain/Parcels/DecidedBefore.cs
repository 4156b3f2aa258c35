using Google.Protobuf.Collections;
using Shipments.Domain.Eta;
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
    private readonly EstimateRecord? _estimate;
    private readonly EstimateRecord? _original;
    private readonly int _announcements;
    private readonly RepeatedField<ulong> _windows;

    /// <param name="row">The row before the turn.</param>
    /// <param name="decided">What it says, parsed for the turn alone.</param>
    public DecidedBefore(ParcelRowFields row, out ParcelDecided decided)
    {
        Encoded = row.Decided;
        decided = ParcelDecided.Parser.ParseFrom(Encoded.Span);
        (_phase, _lane, _eta) = (decided.Phase, decided.Lane, decided.Eta);
        (_estimate, _original, _announcements, _windows) = (decided.Estimate, decided.EstimateOriginal, decided.Announcements, decided.SaidWindows);
    }

    /// <summary>The encoded <see cref="ParcelDecided"/>; empty until registered.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>Says a new window in what is decided now, if there is one to be said.</summary>
    /// <param name="decided">What is decided now; changed.</param>
    /// <param name="said">What scans said before, encoded: only where they say something else there is something to be said.</param>
    /// <param name="forecasts">The tenant's forecasts.</param>
    /// <param name="nowMs">The time now.</param>
    public bool Say(ParcelDecided decided, ReadOnlyMemory<byte> said, ForecastTable forecasts, long nowMs) =>
        forecasts.Count > 0 && !decided.IsEncodedAs(said.Span) && Announcements.Say(LaneFacts.Read(Encoded.Span), decided, forecasts, nowMs);

    /// <summary>Keeps what was said before in what is decided now.</summary>
    public ParcelDecided Keep(ParcelDecided decided)
    {
        if (ReferenceEquals(_windows, decided.SaidWindows) || (_announcements == decided.Announcements && Equals(_estimate, decided.Estimate)))
            return decided;
        ParcelDecided kept = decided.Clone();
        (kept.Estimate, kept.EstimateOriginal, kept.Announcements) = (_estimate, _original, _announcements);
        kept.SaidWindows.Clear();
        kept.SaidWindows.Add(_windows);
        return kept;
    }

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
