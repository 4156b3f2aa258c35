using System.Diagnostics.Metrics;
using Shipments.V1;

namespace Shipments.Api.Hosting;

/// <summary>What the front door counts beside the calls, which grpc-dotnet counts.</summary>
internal sealed class ApiInstruments
{
    /// <summary>The name of the meter.</summary>
    internal const string MeterName = "Shipments.Api";

    private static readonly KeyValuePair<string, object?>[] Results =
    [
        .. Enum.GetValues<ScanResult>().Select(result => new KeyValuePair<string, object?>("result", result.ToString().ToLowerInvariant())),
    ];

    private static readonly KeyValuePair<string, object?> Loaded = new("outcome", "loaded");
    private static readonly KeyValuePair<string, object?> Refused = new("outcome", "refused");
    private static readonly KeyValuePair<string, object?> Hit = new("outcome", "hit");
    private static readonly KeyValuePair<string, object?> Miss = new("outcome", "miss");

    private readonly Counter<long> _scans;
    private readonly Histogram<int> _batches;
    private readonly Counter<long> _lookups;
    private readonly Counter<long> _reasked;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _fallbacks;
    private readonly Counter<long> _vocabularies;

    public ApiInstruments(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _scans = meter.CreateCounter<long>("shipments.api.scans", "{scan}", "Scans answered, by result.");
        _batches = meter.CreateHistogram<int>("shipments.api.batch.size", "{scan}", "Scans of a batch.");
        _lookups = meter.CreateCounter<long>("shipments.api.number_cache.lookups", "{scan}", "Scans whose number was or was not remembered.");
        _reasked = meter.CreateCounter<long>("shipments.api.reasked", "{scan}", "Scans whose number was asked again because its parcel refused them.");
        _changes = meter.CreateCounter<long>("shipments.api.changes", "{change}", "Changes sent to the streams and watches that read them.");
        _fallbacks = meter.CreateCounter<long>("shipments.api.language.fallbacks", "{parcel}", "Parcels told in English, because the language asked for is not there.");
        _vocabularies = meter.CreateCounter<long>("shipments.api.vocabulary.loads", "{load}", "Changes of the vocabulary files, by what became of them.");
    }

    /// <summary>A batch was answered.</summary>
    /// <param name="scans">How many scans it had.</param>
    /// <param name="results">How many of each result.</param>
    internal void Batch(int scans, ReadOnlySpan<int> results)
    {
        _batches.Record(scans);
        for (int i = 0; i < results.Length; i++)
        {
            if (results[i] > 0)
                _scans.Add(results[i], Results[i]);
        }
    }

    /// <summary>Numbers of scans were looked up.</summary>
    internal void Lookups(int hits, int misses)
    {
        if (hits > 0)
            _lookups.Add(hits, Hit);
        if (misses > 0)
            _lookups.Add(misses, Miss);
    }

    /// <summary>Changes were sent on a stream.</summary>
    internal void Changes(int count)
    {
        if (count > 0)
            _changes.Add(count);
    }

    /// <summary>A parcel was told in English instead of the language asked for.</summary>
    internal void LanguageFellBack() => _fallbacks.Add(1);

    /// <summary>The vocabulary files changed.</summary>
    internal void VocabulariesRead(bool isGood) => _vocabularies.Add(1, isGood ? Loaded : Refused);

    /// <summary>Scans go to their number again.</summary>
    internal void Reasked(int scans) => _reasked.Add(scans);
}
