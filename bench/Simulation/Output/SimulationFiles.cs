using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Output;

/// <summary>
/// Writes what comes out of a world, one JSON object a line and in the order of time: registrations and payloads into one file, the truth into
/// another. Nothing of a parcel is kept once it has ended.
/// </summary>
internal sealed class SimulationFiles : IWorldWatcher, IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<Office> _offices;
    private readonly DateTimeOffset _start;
    private readonly Stream _stream;
    private readonly Stream _truth;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly System.Buffers.ArrayBufferWriter<byte> _line = new(16_384);
    private readonly Utf8JsonWriter _json;
    private readonly Action<int>? _ticked;

    /// <summary>Begins the files.</summary>
    /// <param name="folder">Where they go; made when it does not exist.</param>
    /// <param name="network">The network.</param>
    /// <param name="start">The begin of the world.</param>
    /// <param name="isCompressed">Whether they are gzip files.</param>
    /// <param name="ticked">Called with the time of each tick.</param>
    public SimulationFiles(string folder, Network network, DateTimeOffset start, bool isCompressed, Action<int>? ticked = null)
    {
        Directory.CreateDirectory(folder);
        (_offices, _start, _ticked) = (network.Offices, start, ticked);
        _stream = Open(Path.Combine(folder, "stream.ndjson"), isCompressed);
        _truth = Open(Path.Combine(folder, "truth.ndjson"), isCompressed);
        _json = new Utf8JsonWriter(_line, Options);
    }

    public SimulationCounts Counts { get; } = new();

    /// <summary>The hash of all lines, in the order in which they were written.</summary>
    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Registered(SimParcel parcel, int at)
    {
        Counts.Parcels++;
        Begin("registered", at);
        _json.WriteString("parcel", NameOf(parcel));
        _json.WriteString("origin", parcel.Lane.Origin);
        _json.WriteString("destination", parcel.Lane.Destination);
        _json.WriteString("service", parcel.Lane.Service);
        _json.WriteBoolean("untracked", parcel.Lane.IsUntracked);
        _json.WriteStartArray("numbers");
        _json.WriteStringValue(parcel.PlatformNumber);
        if (parcel.LastMileNumber != parcel.PlatformNumber)
            _json.WriteStringValue(parcel.LastMileNumber);
        _json.WriteEndArray();
        End(_stream);
    }

    public void Received(in Received received)
    {
        Counts.Payloads++;
        Counts.PayloadBytes += received.Payload.Length;
        Counts.Torn += received.IsTorn ? 1 : 0;
        Begin("payload", received.At);
        _json.WriteString("carrier", received.Carrier);
        _json.WriteString("format", received.Format);
        _json.WriteString("payload", Encoding.UTF8.GetString(received.Payload.Span));
        if (received.IsTorn)
            _json.WriteBoolean("torn", true);
        End(_stream);
    }

    public void Ended(SimParcel parcel, int at)
    {
        Counts.Add(parcel);
        _json.WriteStartObject();
        _json.WriteString("parcel", NameOf(parcel));
        if (parcel.IsGhost)
            _json.WriteBoolean("ghost", true);
        _json.WriteString("lane", parcel.Lane.Name);
        _json.WriteString("number", parcel.PlatformNumber);
        _json.WriteString("outcome", parcel.Outcome.ToString());
        _json.WriteString("ended", TextOf(parcel.EndedAt));
        if (parcel.FirstAttemptAt >= 0)
            _json.WriteString("first_attempt", TextOf(parcel.FirstAttemptAt));
        if (parcel.Flight >= 0)
            _json.WriteString("bag", $"{parcel.Lane.Route.Name}/{parcel.Flight}/{parcel.Bag}");
        _json.WriteBoolean("faithful", !parcel.IsUnfaithful);
        _json.WriteStartArray("events");
        foreach (TrueEvent happened in parcel.Events)
        {
            _json.WriteStartArray();
            _json.WriteStringValue(happened.Step.ToString());
            _json.WriteStringValue(TextOf(happened.At));
            _json.WriteStringValue(_offices[happened.Office].Code);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
        End(_truth);
    }

    public void Tick(int at) => _ticked?.Invoke(at);

    public void Dispose()
    {
        _json.Dispose();
        _stream.Dispose();
        _truth.Dispose();
        _hash.Dispose();
    }

    private static Stream Open(string path, bool isCompressed) => isCompressed
        ? new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest)
        : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);

    private static string NameOf(SimParcel parcel) => $"sim-{parcel.Id}";

    private void Begin(string kind, int at)
    {
        _json.WriteStartObject();
        _json.WriteString("kind", kind);
        _json.WriteString("at", TextOf(at));
    }

    private void End(Stream stream)
    {
        _json.WriteEndObject();
        _json.Flush();
        System.Buffers.BuffersExtensions.Write(_line, "\n"u8);
        stream.Write(_line.WrittenSpan);
        _hash.AppendData(_line.WrittenSpan);
        _line.ResetWrittenCount();
        _json.Reset();
    }

    private string TextOf(int at) => _start.AddSeconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
