using System.Buffers;
using System.IO.Hashing;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Shipments.V1;

namespace Shipments.Api.Scans;

/// <summary>
/// What tells a repeated batch from another one of the same request id: XXH64 of its scans as sent. The whole batch counts, not the part that
/// one parcel gets: parts are cut by what is known of numbers just then, and a repetition may be cut otherwise.
/// </summary>
internal static class ScanContent
{
    /// <summary>The hash of a batch's scans.</summary>
    internal static ulong Hash(RepeatedField<Scan> scans)
    {
        var hash = new XxHash64();
        foreach (Scan scan in scans)
        {
            int length = scan.CalculateSize();
            byte[] bytes = ArrayPool<byte>.Shared.Rent(length + sizeof(int));
            BitConverter.TryWriteBytes(bytes, length);
            scan.WriteTo(bytes.AsSpan(sizeof(int), length));
            hash.Append(bytes.AsSpan(0, length + sizeof(int)));
            ArrayPool<byte>.Shared.Return(bytes);
        }

        return hash.GetCurrentHashAsUInt64();
    }
}
