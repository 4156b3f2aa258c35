using System.Diagnostics.Metrics;
using Shipments.Api.Hosting;

namespace Shipments.Api.Admission;

/// <summary>Counts what the gates let in and what they do not.</summary>
internal sealed class AdmissionInstruments
{
    private readonly Meter _meter;
    private readonly Counter<long> _refused;

    public AdmissionInstruments(IMeterFactory meters)
    {
        _meter = meters.Create(ApiInstruments.MeterName);
        _refused = _meter.CreateCounter<long>("shipments.api.refused", "{call}", "Unary calls that were not let in, by kind and cause.");
    }

    /// <summary>A call was refused.</summary>
    internal void Refused(WorkKind kind, RefusalCause cause) => Count(kind, cause switch { RefusalCause.Room => "room", RefusalCause.Queue => "queue" });

    /// <summary>A call was dropped: its time was over before it began.</summary>
    internal void Dropped(WorkKind kind) => Count(kind, "late");

    /// <summary>Tells how much is under way, as long as the program runs.</summary>
    internal void Observe(Func<int> reads, Func<int> writes, Func<int> streams) =>
        _meter.CreateObservableGauge<int>(
            "shipments.api.under_way",
            () => [new(reads(), KindTag(Word(WorkKind.Read))), new(writes(), KindTag(Word(WorkKind.Write))), new(streams(), KindTag("stream"))],
            "{item}",
            "Scans, parcels and other items of calls that are let in and not answered, by kind.");

    private static string Word(WorkKind kind) => kind switch { WorkKind.Read => "read", WorkKind.Write => "write" };

    private static KeyValuePair<string, object?> KindTag(string word) => new("kind", word);

    private void Count(WorkKind kind, string cause) => _refused.Add(1, KindTag(Word(kind)), new KeyValuePair<string, object?>("cause", cause));
}
