using System.IO.Hashing;
using System.Text;

namespace Shipments.Storage;

/// <summary>
/// The named hash that places a key in a shard: XXH64 with seed 0 of the key's UTF-8 bytes, the low bits of it. Fixed for ever: a database
/// made with it can be read with nothing else.
/// </summary>
public static class ShardHash
{
    /// <summary>The shard of a key.</summary>
    /// <param name="key">A whole actor key.</param>
    /// <param name="shardCount">A power of two, 1 to 1,024.</param>
    public static int Of(string key, int shardCount)
    {
        Span<byte> bytes = stackalloc byte[3 * ((3 * ActorKey.PartCharsMax) + 2)];
        int length = Encoding.UTF8.GetBytes(key, bytes);
        return (int)(XxHash64.HashToUInt64(bytes[..length]) & (ulong)(shardCount - 1));
    }
}
