using System.Security.Cryptography;

namespace Shipments.Client;

/// <summary>Ids of requests whose callers gave none.</summary>
internal static class RequestIds
{
    private const int Bytes = 16;

    /// <summary>The caller's own, or 32 hexadecimal digits that no other request has.</summary>
    public static string OrNew(string given) =>
        given.Length > 0 ? given : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
}
