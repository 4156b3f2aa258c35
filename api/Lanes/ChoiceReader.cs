using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Domain.Choice;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;
using Shipments.V1;
using DomainPreference = Shipments.Domain.Choice.RankPreference;
using DomainPrice = Shipments.Domain.Choice.Data.Price;
using PublicPreference = Shipments.V1.RankPreference;
using PublicPrice = Shipments.V1.Price;

namespace Shipments.Api.Lanes;

/// <summary>Checks requests for estimates and ranks whole; ends the call when a field is wrong.</summary>
internal static class ChoiceReader
{
    private const decimal AmountMax = 1_000_000;

    /// <summary>Reads a request for an estimate.</summary>
    internal static LaneKey Read(string tenant, EstimateDeliveryRequest request, long nowMs, out long postingMs)
    {
        FieldFaults faults = new();
        Countries(faults, request.OriginCountry, request.DestinationCountry);
        FieldRules.Name(faults, "service", request.Service, ApiLimits.ServiceCharsMax);
        postingMs = Posting(faults, request.PostingTime, nowMs);
        Weight(faults, request.WeightGrams, least: 0);
        faults.ThrowIfAny();
        return new LaneKey(tenant, request.OriginCountry, request.DestinationCountry, request.Service);
    }

    /// <summary>Reads a request for ranks.</summary>
    internal static RankQuestion Read(RankLanesRequest request, long nowMs)
    {
        FieldFaults faults = new();
        Countries(faults, request.OriginCountry, request.DestinationCountry);
        long postingMs = Posting(faults, request.PostingTime, nowMs);
        Weight(faults, request.WeightGrams, least: 1);
        RankQuestion question = new(postingMs, request.WeightGrams, Preference(faults, request.Preference))
        {
            DeadlineDay = Deadline(faults, request.DeadlineDate),
            CostMax = request.CostMax is null ? null : CostOf(faults, "cost_max", request.CostMax),
            LateCost = request.LateCost is null ? null : CostOf(faults, "late_cost", request.LateCost),
            UsualService = request.UsualService.Length == 0 ? null : request.UsualService,
            ProbabilityMin = request.HasProbabilityMin ? request.ProbabilityMin : null,
            Currency = request.CurrencyCode.Length == 0 ? null : request.CurrencyCode,
        };
        if (question.ProbabilityMin is < 0 or > 1 or double.NaN)
            faults.Add("probability_min", request.ProbabilityMin.ToString(CultureInfo.InvariantCulture), "must be 0 to 1");
        if (question.Currency is { } currency)
            Currency(faults, "currency_code", currency);
        if (question is { Currency: { } asked, CostMax: { } most } && asked != most.Currency)
            faults.Add("currency_code", asked, $"must be that of cost_max, {most.Currency}");
        if (question is { LateCost: { } late } && (question.CostMax?.Currency ?? question.Currency) is { } other && other != late.Currency)
            faults.Add("late_cost.currency_code", late.Currency, $"must be that of the other fields, {other}");
        if (question.UsualService is { } usual && FieldRules.Name(faults, "usual_service", usual, ApiLimits.ServiceCharsMax) && question.LateCost is null)
            faults.Add("usual_service", usual, "must come with late_cost");
        faults.ThrowIfAny();
        return question;
    }

    private static void Countries(FieldFaults faults, string origin, string destination)
    {
        foreach ((string field, string country) in (ReadOnlySpan<(string, string)>)[("origin_country", origin), ("destination_country", destination)])
        {
            if (FieldRules.Country(faults, field, country) && country.Length == 0)
                faults.Add(field, country, "must be named");
        }
    }

    private static long Posting(FieldFaults faults, Timestamp? posting, long nowMs)
    {
        if (posting is null)
            return nowMs;
        FieldRules.Instant(faults, "posting_time", posting, out long ms);
        return ms;
    }

    private static void Weight(FieldFaults faults, int grams, int least)
    {
        if (grams < least || grams > LaneDataReader.GramsMax)
        {
            faults.Add(
                "weight_grams", grams.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"must be {least} to {LaneDataReader.GramsMax}"));
        }
    }

    private static DomainPreference Preference(FieldFaults faults, PublicPreference preference)
    {
        if (!System.Enum.IsDefined(preference))
            faults.Add("preference", ((int)preference).ToString(CultureInfo.InvariantCulture), "must be a RankPreference");
        return preference switch
        {
            PublicPreference.Cheapest => DomainPreference.Cheapest,
            PublicPreference.Fastest => DomainPreference.Fastest,
            PublicPreference.Reliable => DomainPreference.Reliable,
            _ => DomainPreference.Balanced,
        };
    }

    private static int? Deadline(FieldFaults faults, string date)
    {
        if (date.Length == 0)
            return null;
        if (DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            && day.Year >= ApiLimits.InstantMin.Year && day.Year < ApiLimits.InstantMax.Year)
            return day.DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        faults.Add("deadline_date", date, "must be a date from 1980 to 2199, such as 2026-12-24");
        return null;
    }

    private static DomainPrice CostOf(FieldFaults faults, string field, PublicPrice price)
    {
        Currency(faults, field + ".currency_code", price.CurrencyCode);
        if (!decimal.TryParse(price.Amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount) || amount is < 0 or > AmountMax)
            faults.Add(field + ".amount", price.Amount, "must be a number of 0 to 1000000, such as 4.20");
        return new DomainPrice(price.CurrencyCode, amount);
    }

    private static void Currency(FieldFaults faults, string field, string code)
    {
        if (code.Length != 3 || !code.All(char.IsAsciiLetterUpper))
            faults.Add(field, code, "must be a currency code of ISO 4217: three letters A to Z");
    }
}
