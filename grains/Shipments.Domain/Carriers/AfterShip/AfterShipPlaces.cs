using System.Text.Json;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.AfterShip;

/// <summary>The places of checkpoints: a country by its code of three letters, by its name, or from the text of the location.</summary>
internal static class AfterShipPlaces
{
    /// <summary>The country that the first of these fields to be filled names; empty when none is.</summary>
    public static string Country(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            string code = CountryAlpha3.ToAlpha2(PayloadJson.Text(element, name));
            if (code.Length > 0)
                return code;
        }

        return "";
    }

    /// <summary>The place of a checkpoint; null when it has none.</summary>
    public static PlaceRecord? Place(JsonElement element)
    {
        string location = PayloadJson.Text(element, "location");
        string city = PayloadJson.Text(element, "city");
        string country = Country(element, "country_iso3", "country_region");
        if (country.Length == 0)
            country = PlaceNames.Country(PayloadJson.Text(element, "country_name"));
        if (country.Length == 0)
            country = PlaceNames.Country(location);
        PlaceRecord place = new()
        {
            City = PayloadText.CutVisibly(city.Length > 0 ? city : location, PayloadLimits.PlaceCharactersMax),
            Region = Part(element, "state"),
            PostalCode = Part(element, "zip"),
            Country = country,
        };
        if (place.PostalCode.Length == 0)
            place.PostalCode = Part(element, "postal_code");
        return place.CalculateSize() == 0 ? null : place;
    }

    private static string Part(JsonElement element, string name) =>
        PayloadText.CutVisibly(PayloadJson.Text(element, name), PayloadLimits.PlaceCharactersMax);
}
