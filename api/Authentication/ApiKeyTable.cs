using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;

namespace Shipments.Api.Authentication;

/// <summary>Finds the tenant of a key. Each look-up compares with every configured hash in constant time, so its duration says nothing.</summary>
internal sealed class ApiKeyTable
{
    private readonly (byte[] Hash, string Tenant)[] _keys;

    public ApiKeyTable(IOptions<ApiOptions> options) =>
        _keys = [.. options.Value.Keys.Select(key => (Convert.FromHexString(key.Sha256), key.Tenant))];

    /// <summary>No key is configured: this machine's own callers are the demo tenant.</summary>
    internal bool Empty => _keys.Length == 0;

    /// <summary>The tenant of a key; null when nobody configured it.</summary>
    internal string? TenantOf(string key)
    {
        if (key.Length is 0 or > ApiLimits.ApiKeyCharsMax)
            return null;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        string? tenant = null;
        foreach ((byte[] known, string owner) in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash))
                tenant = owner;
        }

        return tenant;
    }
}
