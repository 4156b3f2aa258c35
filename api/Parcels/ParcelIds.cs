using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shipments.Api.Parcels;

/// <summary>Ids of parcels whose registration names none.</summary>
internal static class ParcelIds
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const string Domain = "shipments/parcel-id/1";
    private const int DigitsMax = 26;

    /// <summary>
    /// The id made from a request: p and the first 26 digits, in base 32 (a to z, 2 to 7), of the SHA-256 of "shipments/parcel-id/1", the
    /// tenant and the request id, a zero byte between them. Fixed for ever: a repeated request meets the same parcel.
    /// </summary>
    internal static string FromRequest(string tenant, string requestId)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Domain}\0{tenant}\0{requestId}"));
        return string.Create(DigitsMax + 1, hash, static (digits, bytes) =>
        {
            digits[0] = 'p';
            for (int i = 0; i < DigitsMax; i++)
            {
                int bit = i * 5;
                int pair = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
                digits[i + 1] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }

    /// <summary>The id of a parcel that nothing names: p and the source's next id.</summary>
    internal static string Random(IIdSource ids) => "p" + ids.Next().ToString("n", CultureInfo.InvariantCulture);
}
