using System.Text;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Payloads;

/// <summary>Lines of EMSEVT that wait for the next file.</summary>
internal sealed class EmsevtBatch(EmsevtLine line)
{
    /// <summary>Most lines of a file: 400.</summary>
    public const int LinesMax = 400;

    private readonly StringBuilder _text = new();
    private readonly List<SimParcel> _parcels = [];
    private CarrierTraits? _carrier;
    private int _lines;

    public bool IsFull => _lines >= LinesMax;

    /// <summary>Adds what a carrier has to say of a parcel since it last spoke.</summary>
    public void Add(SimParcel parcel, CarrierTraits carrier, CarrierView view, int at)
    {
        _carrier = carrier;
        int before = _lines;
        foreach (SimScan scan in view.Scans)
        {
            if (scan.VisibleAt <= view.SeenUpTo || scan.VisibleAt > at)
                continue;
            if (_text.Length == 0)
                _text.Append(EmsevtLine.Header).Append('\n');
            _text.Append(line.Of(parcel, carrier, scan, at)).Append('\n');
            _lines++;
        }

        if (_lines > before)
            _parcels.Add(parcel);
    }

    /// <summary>The file, which is then begun anew; null when there is no line.</summary>
    public Received? Take(int at)
    {
        if (_lines == 0)
            return null;
        Received received = new(at, _carrier!.Name, _carrier.Format, Encoding.UTF8.GetBytes(_text.ToString()), [.. _parcels.Distinct()], IsTorn: false);
        _text.Clear();
        _parcels.Clear();
        _lines = 0;
        return received;
    }
}
