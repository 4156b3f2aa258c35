using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Payloads;

/// <summary>Answers in the name of carriers.</summary>
internal sealed class PayloadDesk
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, IPayloadWriter> _writers;
    private readonly ArrayBufferWriter<byte> _buffer = new(8_192);
    private readonly List<SimScan> _visible = new(32);

    public PayloadDesk(PayloadScene scene) => _writers = new Dictionary<string, IPayloadWriter>(StringComparer.Ordinal)
    {
        ["cainiao-detail-json"] = new CainiaoPayload(scene),
        ["usps-v3-json"] = new UspsPayload(scene),
        ["correos-localizador-json"] = new CorreosPayload(scene),
        ["singpost-track-json"] = new SingPostPayload(scene),
        ["4px-tracks-json"] = new FourPxPayload(scene),
    };

    /// <summary>The formats in which a carrier can be asked.</summary>
    public IReadOnlyCollection<string> Formats => _writers.Keys;

    /// <summary>What a carrier answers about a parcel; empty when it has nothing to say.</summary>
    public ReadOnlyMemory<byte> Answer(SimParcel parcel, CarrierTraits carrier, CarrierView view, int at)
    {
        _visible.Clear();
        foreach (SimScan scan in view.Scans)
        {
            if (scan.VisibleAt <= at)
                _visible.Add(scan);
        }

        if (_visible.Count == 0)
            return default;
        _visible.Sort((left, right) => left.TimeAt(at).CompareTo(right.TimeAt(at)));
        _buffer.ResetWrittenCount();
        using (Utf8JsonWriter json = new(_buffer, Options))
            _writers[carrier.Format].Write(json, parcel, carrier, _visible, at);
        return _buffer.WrittenSpan.ToArray();
    }
}
