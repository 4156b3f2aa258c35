using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>
/// Scans that an aggregator relays from other carriers. Their code is the aggregator's own word, which is coarse: "arrival" is said in the
/// country a parcel leaves and in the one it goes to. Where the scan's country tells which it was, and the vocabulary has a row for it, the
/// code gets <c>@origin</c>, <c>@destination</c> or <c>@transit</c> behind it. The carrier behind a scan stands in its source id,
/// <c>carrier:hash</c>; the hash is of code, text and local time, so that two scans of one coarse code are two, a copy with a city is one,
/// and what two carriers say is kept apart.
/// </summary>
internal sealed class RelayedScans(CarrierVocabulary vocabulary)
{
    /// <summary>Stands between a code and its side.</summary>
    public const char Mark = '@';

    private const int SourceCharactersMax = 64;
    private const string UnknownSource = "unknown";

    /// <summary>The code with the side of the border it was said on, where that makes a difference.</summary>
    /// <param name="code">The aggregator's word.</param>
    /// <param name="country">Where the scan was made; empty when unknown.</param>
    /// <param name="origin">Where the parcel comes from; empty when unknown.</param>
    /// <param name="destination">Where it goes to; empty when unknown.</param>
    public string Placed(string code, string country, string origin, string destination)
    {
        if (code.Length == 0 || country.Length == 0 || origin == destination)
            return code;
        string side = country == origin ? "origin" : country == destination ? "destination" : "transit";
        if (side == "transit" && (origin.Length == 0 || destination.Length == 0))
            return code;
        string placed = $"{code}{Mark}{side}";
        return vocabulary.PlacedCodes.Contains(placed) ? placed : code;
    }

    /// <summary>The source id of a scan.</summary>
    /// <param name="source">The carrier behind it, as the aggregator names it; may be empty.</param>
    /// <param name="code">The aggregator's word, without a side.</param>
    /// <param name="text">What the scan says.</param>
    /// <param name="time">When it was.</param>
    public string SourceId(string source, string code, string text, EventTimeRecord time)
    {
        ScanFact content = new() { Carrier = vocabulary.Carrier, Text = $"{code}\n{text}", Time = time };
        return $"{Slug(source)}:{ScanIds.Text(ScanIds.Of(content))}";
    }

    private static string Slug(string source)
    {
        string plain = string.Concat(source.Select(each => char.IsAsciiLetterOrDigit(each) ? char.ToLowerInvariant(each) : '-'));
        string slug = PayloadText.Cut(string.Join('-', plain.Split('-', StringSplitOptions.RemoveEmptyEntries)), SourceCharactersMax);
        return slug.Length == 0 ? UnknownSource : slug;
    }
}
