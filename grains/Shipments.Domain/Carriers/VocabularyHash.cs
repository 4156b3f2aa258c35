using System.IO.Hashing;
using System.Text;
using Google.Protobuf;

namespace Shipments.Domain.Carriers;

/// <summary>The number of a set of vocabularies: a hash over every row of every carrier. The order of a code's rows counts, that of carriers does not.</summary>
internal static class VocabularyHash
{
    private static readonly byte[] End = [0];

    public static ulong Of(IEnumerable<CarrierVocabulary> carriers)
    {
        XxHash64 hash = new();
        foreach (CarrierVocabulary carrier in carriers.OrderBy(each => each.Carrier, StringComparer.Ordinal))
        {
            Append(hash, carrier.Carrier);
            foreach (VocabularyRow row in carrier.Rows)
            {
                Append(hash, row.Code);
                Append(hash, string.Join('|', row.Phrases));
                hash.Append(row.Meaning.ToByteArray());
                hash.Append(End);
            }
        }

        // 0 stands for none.
        ulong number = hash.GetCurrentHashAsUInt64();
        return number == 0 ? 1 : number;
    }

    private static void Append(XxHash64 hash, string text)
    {
        hash.Append(Encoding.UTF8.GetBytes(text));
        hash.Append(End);
    }
}
