using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// A parcel's row cut into its fields, with what the entries behind it say over them: a turn reads a few of them, and a row that is joined for it is
/// garbage a moment later. Thread-safe.
/// </summary>
internal sealed class ParcelRowFields
{
    private readonly RowFields _whole;
    private readonly ReadOnlyMemory<byte>[] _scans = [];
    private readonly ReadOnlyMemory<byte>? _decided;
    private readonly ReadOnlyMemory<byte>? _silence;
    private readonly long? _arrivals;

    /// <summary>Reads a row.</summary>
    /// <exception cref="UnreadableStateException">The bytes are no message, or its fields are not in order.</exception>
    public ParcelRowFields(ParcelRow row)
    {
        ReadOnlyMemory<byte>[] entries = row.EntriesBehind(out ReadOnlyMemory<byte> whole);
        if (entries.Length > 0)
        {
            RowOverlay overlay = new(entries);
            if (overlay.HasRequests)
            {
                // Older ones are forgotten for them, which the join knows how to do.
                whole = row.Bytes;
            }
            else
            {
                (_scans, _decided, _silence, _arrivals) = (overlay.Scans, overlay.Decided, overlay.Silence, row.Arrivals);
            }
        }

        _whole = new RowFields(whole);
    }

    private ParcelRowFields() => _whole = RowFields.None;

    /// <summary>A row without a field.</summary>
    public static ParcelRowFields None { get; } = new();

    /// <summary>The row without what entries say over it: right in all fields but scans, what was decided of them, silence and the time of the last change.</summary>
    public ReadOnlyMemory<byte> Whole => _whole.Row;

    /// <summary>The encoded <see cref="ParcelDecided"/>; empty until registered.</summary>
    public ReadOnlyMemory<byte> Decided => _decided ?? _whole.Content(ParcelStateRecord.DecidedFieldNumber);

    /// <summary>The encoded <see cref="SilenceRecord"/>; empty while nothing is awaited.</summary>
    public ReadOnlyMemory<byte> Silence => _silence ?? _whole.Content(ParcelStateRecord.SilenceFieldNumber);

    /// <summary>How many scans ever came.</summary>
    public long Arrivals => _arrivals ?? _whole.Number(ParcelStateRecord.ArrivalsFieldNumber);

    /// <summary>The encoded requests that were answered, tags included.</summary>
    public ReadOnlyMemory<byte> Requests => _whole.Of(ParcelStateRecord.RequestsFieldNumber);

    /// <summary>The encoded fields of one number that no entry stands behind, tags included; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Of(int number) => _whole.Of(number);

    /// <summary>The encoded fields before a number, all of which no entry stands behind.</summary>
    public ReadOnlyMemory<byte> Before(int number) => _whole.Between(0, number);

    /// <summary>The scans.</summary>
    /// <param name="capacity">How many the log is made ready for.</param>
    public ScanLog ReadLog(int capacity = 0) => new(_whole.Content(ParcelStateRecord.ScanLogFieldNumber), capacity, _scans);

    /// <summary>Whether scans, in their order, go behind the last one, as far as that needs no look at the others.</summary>
    public bool IsBehind(IReadOnlyList<ScanChange> scans)
    {
        ReadOnlyMemory<byte> last = _scans.Length > 0 ? _scans[^1] : _whole.Content(ParcelStateRecord.ScanLogFieldNumber);
        return ScanLog.IsBehind(last.Span, scans);
    }
}
