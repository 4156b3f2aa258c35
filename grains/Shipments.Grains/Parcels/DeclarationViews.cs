using Shipments.Journal.V1;
using Shipments.V1;
using PublicParcel = Shipments.V1.Parcel;

namespace Shipments.Grains.Parcels;

/// <summary>What was declared of a parcel, and what the rules found in it, as callers see it.</summary>
internal static class DeclarationViews
{
    /// <summary>Adds it to a parcel's view; nothing for a parcel nobody declared.</summary>
    public static void Add(PublicParcel parcel, ParcelStateRecord record)
    {
        if (record.Declaration is not { } declaration)
            return;
        parcel.Declaration = Of(declaration);
        foreach (DeclarationFindingRecord found in record.Decided?.Declared?.Findings ?? [])
        {
            parcel.DeclarationFindings.Add(new DeclarationFinding
            {
                Rule = found.Rule, Field = found.Field, Value = found.Value, Problem = found.Problem, Blocking = found.Blocking,
            });
        }

        foreach (CustomsChargeRecord charge in record.Decided?.Declared?.Charges ?? [])
        {
            parcel.CustomsCharges.Add(new CustomsCharge
            {
                Rule = charge.Rule, Kind = (CustomsChargeKind)charge.Kind, AmountMicros = charge.AmountMicros, Currency = charge.Currency,
            });
        }
    }

    private static CustomsDeclaration Of(DeclarationRecord declaration)
    {
        CustomsDeclaration view = new()
        {
            IossNumber = declaration.IossNumber, Gift = declaration.Gift, GrossWeightGrams = declaration.GrossWeightGrams,
        };
        foreach (DeclarationLineRecord line in declaration.Lines)
        {
            view.Lines.Add(new DeclarationLine
            {
                Description = line.Description, HsCode = line.HsCode, Quantity = line.Quantity, NetWeightGrams = line.NetWeightGrams,
                ValueMicros = line.ValueMicros, Currency = line.Currency, OriginCountry = line.OriginCountry,
            });
        }

        foreach (ExchangeRateRecord rate in declaration.Rates)
            view.Rates.Add(new ExchangeRate { FromCurrency = rate.FromCurrency, ToCurrency = rate.ToCurrency, RateNanos = rate.RateNanos });
        return view;
    }
}
