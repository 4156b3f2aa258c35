using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>The places of Web Tools events.</summary>
internal static class UspsXmlPlaces
{
    private const string Home = "US";

    /// <summary>The place of an event with fields; null when it names none. No country means the post's own one.</summary>
    public static PlaceRecord? Of(TrackEventXml element)
    {
        PlaceRecord place = new()
        {
            City = Cut(element.Field("EventCity")),
            Region = Cut(element.Field("EventState")),
            PostalCode = Cut(element.Field("EventZIPCode")),
        };
        string country = element.Field("EventCountry");
        if (country.Length > 0)
            place.Country = CountryNames.Code(country);
        else if (place.CalculateSize() > 0)
            place.Country = Home;

        // A country without a code here is still a place: kept where there is room for a name.
        if (country.Length > 0 && place.Country.Length == 0)
            place.Region = Cut(place.Region.Length == 0 ? country : $"{place.Region}, {country}");
        return place.CalculateSize() == 0 ? null : place;
    }

    /// <summary>The place of a line of text; null when the line names none.</summary>
    public static PlaceRecord? Of(string city, string state, string zip)
    {
        PlaceRecord place = new() { City = Cut(city), Region = Cut(state), PostalCode = Cut(zip) };
        if (place.CalculateSize() == 0)
            return null;
        place.Country = Home;
        return place;
    }

    private static string Cut(string text) => PayloadText.CutVisibly(text, PayloadLimits.PlaceCharactersMax);
}
