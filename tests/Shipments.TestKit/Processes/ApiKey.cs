using System.Security.Cryptography;
using System.Text;

namespace Shipments.TestKit.Processes;

/// <summary>A key of a tenant, as a caller sends it.</summary>
/// <param name="Key">The secret.</param>
/// <param name="Tenant">Whose it is.</param>
public sealed record ApiKey(string Key, string Tenant)
{
    /// <summary>The settings a silo needs to know keys, in their order.</summary>
    public static IReadOnlyDictionary<string, string?> Settings(IReadOnlyList<ApiKey> keys)
    {
        var settings = new Dictionary<string, string?>();
        for (var i = 0; i < keys.Count; i++)
        {
            settings[$"Shipments__Api__Keys__{i}__Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(keys[i].Key)));
            settings[$"Shipments__Api__Keys__{i}__Tenant"] = keys[i].Tenant;
            settings[$"Shipments__Api__Keys__{i}__Name"] = $"{keys[i].Tenant}-{i}";
        }

        return settings;
    }
}
