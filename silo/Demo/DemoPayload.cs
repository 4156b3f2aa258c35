using Shipments.Domain.Carriers;

namespace Shipments.Silo.Demo;

/// <summary>A file that the demo feeds.</summary>
/// <param name="File">Its name within the folder.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Format">The carrier format it has.</param>
/// <param name="Items">What it is about, as the adapter reads it.</param>
/// <param name="ReceiveTime">When it is taken to have been received: now, or shortly after its newest event for an archived one.</param>
internal sealed record DemoPayload(
    string File, ReadOnlyMemory<byte> Bytes, string Format, IReadOnlyList<PayloadItem> Items, DateTimeOffset ReceiveTime);

/// <summary>A file that no adapter reads, and why.</summary>
/// <param name="File">Its name within the folder.</param>
/// <param name="Why">One sentence.</param>
internal sealed record UnreadFile(string File, string Why);
