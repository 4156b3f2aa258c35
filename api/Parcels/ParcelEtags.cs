using System.Globalization;

namespace Shipments.Api.Parcels;

/// <summary>Etags of parcels: the version as a quoted string. To callers they are opaque.</summary>
internal static class ParcelEtags
{
    /// <summary>What no parcel's version is.</summary>
    internal const long Never = -1;

    /// <summary>The version of an etag: 0 when it is empty, and <see cref="Never"/> when no parcel ever had it.</summary>
    internal static long Read(string etag)
    {
        if (etag.Length == 0)
            return 0;
        bool quoted = etag.Length > 2 && etag[0] == '"' && etag[^1] == '"' && etag[1] != '0';
        return quoted && long.TryParse(etag.AsSpan(1, etag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out long version)
            ? version
            : Never;
    }
}
