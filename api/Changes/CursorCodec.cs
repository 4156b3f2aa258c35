using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using Google.Protobuf;
using Shipments.Api.Limits;

namespace Shipments.Api.Changes;

/// <summary>
/// Cursors as callers keep them: base64url of a version byte, the database's id and timeline, the seqs of all shards, and a checksum over these and the
/// tenant. The checksum keeps out damage and another tenant's token. It is no secret and need not be one: what a stream shows is decided by the
/// caller's tenant, and a cursor only says where to begin.
/// </summary>
internal static class CursorCodec
{
    /// <summary>The most shards a database has.</summary>
    internal const int ShardsMax = 1_024;

    private const byte Version = 1;
    private const int ChecksumBytes = sizeof(ulong);
    private const int DatabaseIdCharsMax = 64;

    /// <summary>Writes a cursor.</summary>
    internal static string Encode(FeedCursor cursor, string tenant)
    {
        using MemoryStream bytes = new();
        using (CodedOutputStream output = new(bytes, leaveOpen: true))
        {
            output.WriteRawTag(Version);
            output.WriteString(cursor.DatabaseId);
            output.WriteInt64(cursor.Timeline);
            output.WriteInt32(cursor.Seqs.Length);
            foreach (long seq in cursor.Seqs)
                output.WriteInt64(seq);
        }

        Span<byte> checksum = stackalloc byte[ChecksumBytes];
        BinaryPrimitives.WriteUInt64BigEndian(checksum, Checksum(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), tenant));
        bytes.Write(checksum);
        return Base64Url.EncodeToString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Reads a cursor; null when the text is none, is damaged, or is another tenant's.</summary>
    internal static FeedCursor? Decode(string token, string tenant)
    {
        if (token.Length is 0 or > ApiLimits.CursorCharsMax || !Base64Url.IsValid(token))
            return null;
        byte[] bytes = Base64Url.DecodeFromChars(token);
        int length = bytes.Length - ChecksumBytes;
        if (length <= 0 || BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(length)) != Checksum(bytes.AsSpan(0, length), tenant))
            return null;
        try
        {
            return Read(bytes, length);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static FeedCursor? Read(byte[] bytes, int length)
    {
        if (bytes[0] != Version)
            return null;
        using CodedInputStream input = new(bytes, 1, length - 1);
        string database = input.ReadString();
        long timeline = input.ReadInt64();
        int shards = input.ReadInt32();
        if (database.Length is 0 or > DatabaseIdCharsMax || shards is < 1 or > ShardsMax)
            return null;
        long[] seqs = new long[shards];
        for (int shard = 0; shard < shards; shard++)
            seqs[shard] = input.ReadInt64();
        return input.IsAtEnd && Array.TrueForAll(seqs, static seq => seq >= 0) ? new FeedCursor(database, timeline, seqs) : null;
    }

    // A tenant has no character 0, so that no two pairs of tenant and bytes read alike.
    private static ulong Checksum(ReadOnlySpan<byte> bytes, string tenant)
    {
        XxHash64 hash = new();
        hash.Append(Encoding.UTF8.GetBytes(tenant + '\0'));
        hash.Append(bytes);
        return hash.GetCurrentHashAsUInt64();
    }
}
