using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Shipments.Grains.Tests.Silence;

/// <summary>Hears what the meters of one factory say.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener _listener = new();

    public Measured(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    private ConcurrentQueue<(string Name, string Tag, double Value)> All { get; } = new();

    /// <summary>What an instrument said, in order: the value of its tag, and its own.</summary>
    public IReadOnlyList<(string Tag, double Value)> Of(string name)
    {
        _listener.RecordObservableInstruments();
        return [.. All.Where(each => each.Name == name).Select(each => (each.Tag, each.Value))];
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        All.Enqueue((instrument.Name, tags.IsEmpty ? "" : (string)tags[0].Value!, value));
}
