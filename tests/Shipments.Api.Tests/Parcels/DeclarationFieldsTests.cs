using Shipments.Api.Errors;
using Shipments.Api.Parcels;
using Shipments.Contracts.Messages;
using Shipments.Domain.Customs;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Api.Tests.Parcels;

public sealed class DeclarationFieldsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_declaration_is_read_whole()
    {
        FieldFaults faults = new();
        DeclarationRecord read = DeclarationFields.Read(faults, "declaration", Whole())!;
        faults.List.Should().BeEmpty();
        read.Should().Be(new DeclarationRecord
        {
            IossNumber = "IM1234567890", Gift = true, GrossWeightGrams = 500,
            Lines =
            {
                new DeclarationLineRecord
                {
                    Description = "cotton T-shirt", HsCode = "6109.10", Quantity = 2, NetWeightGrams = 300, ValueMicros = 15_500_000, Currency = "EUR", OriginCountry = "CN",
                },
            },
            Rates = { new ExchangeRateRecord { FromCurrency = "CNY", ToCurrency = "EUR", RateNanos = 130_000_000 } },
        });
        DeclarationFields.Read(faults, "declaration", null).Should().BeNull();
        DeclarationFields.Read(faults, "declaration", new CustomsDeclaration()).Should().Be(new DeclarationRecord(), "an empty one is one");
    }

    [Fact]
    public void Everything_at_its_bound_is_taken_and_one_past_is_refused_with_its_field()
    {
        Refused(_ => { }).Should().BeEmpty();
        Refused(each => Fill(each, CustomsBounds.LinesMax)).Should().BeEmpty();
        Refused(each => Fill(each, CustomsBounds.LinesMax + 1)).Should().Equal("declaration.lines");
        Refused(each => Rates(each, CustomsBounds.RatesMax)).Should().BeEmpty();
        Refused(each => Rates(each, CustomsBounds.RatesMax + 1)).Should().Equal("declaration.rates");
        Bound(max => each => each.Lines[0].Description = new string('d', max), CustomsBounds.DescriptionCharactersMax, "lines[0].description");
        Bound(max => each => each.Lines[0].HsCode = new string('1', max), CustomsBounds.HsCodeCharactersMax, "lines[0].hs_code");
        Bound(max => each => each.IossNumber = new string('I', max), CustomsBounds.IossNumberCharactersMax, "ioss_number");
        Bound(max => each => each.Lines[0].Quantity = max, CustomsBounds.QuantityMax, "lines[0].quantity");
        Bound(max => each => each.Lines[0].NetWeightGrams = max, (int)CustomsBounds.GramsMax, "lines[0].net_weight_grams");
        Bound(max => each => each.GrossWeightGrams = max, (int)CustomsBounds.GramsMax, "gross_weight_grams");
        Refused(each => each.Lines[0].ValueMicros = CustomsBounds.ValueMicrosMax).Should().BeEmpty();
        Refused(each => each.Lines[0].ValueMicros = CustomsBounds.ValueMicrosMax + 1).Should().Equal("declaration.lines[0].value_micros");
        Refused(each => each.Rates[0].RateNanos = CustomsBounds.RateNanosMax).Should().BeEmpty();
        Refused(each => each.Rates[0].RateNanos = CustomsBounds.RateNanosMax + 1).Should().Equal("declaration.rates[0].rate_nanos");
    }

    [Fact]
    public void What_cannot_be_kept_is_refused_with_its_field_and_value()
    {
        CustomsDeclaration wrong = Whole();
        DeclarationLine line = wrong.Lines[0];
        (line.Quantity, line.NetWeightGrams, line.ValueMicros, line.Currency, line.OriginCountry, line.HsCode) = (-1, -2, -3, "eur", "CHN", "61-09");
        wrong.GrossWeightGrams = -4;
        (wrong.Rates[0].FromCurrency, wrong.Rates[0].ToCurrency, wrong.Rates[0].RateNanos) = ("", "EURO", 0);
        FieldFaults faults = new();
        DeclarationFields.Read(faults, "d", wrong);
        faults.List.Select(each => (each.Path, each.Value)).Should().Equal(
            ("d.gross_weight_grams", "-4"), ("d.lines[0].hs_code", "61-09"), ("d.lines[0].quantity", "-1"), ("d.lines[0].net_weight_grams", "-2"),
            ("d.lines[0].value_micros", "-3"), ("d.lines[0].currency", "eur"), ("d.lines[0].origin_country", "CHN"), ("d.rates[0].from_currency", ""),
            ("d.rates[0].to_currency", "EURO"), ("d.rates[0].rate_nanos", "0"));
    }

    [Fact]
    public void A_registration_with_another_declaration_is_another_request()
    {
        ulong without = Hash(null);
        Hash(new CustomsDeclaration()).Should().NotBe(without);
        Hash(Whole()).Should().Be(Hash(Whole())).And.NotBe(without);
    }

    [Fact]
    public void An_update_changes_the_declaration_when_it_is_named_or_given()
    {
        UpdateParcelCommand given = Read(new UpdateParcelRequest { Parcel = new Parcel { Name = "parcels/p1", Declaration = Whole() } });
        given.Fields.Should().Be((int)ParcelFields.Declaration);
        given.Values.Declaration.Lines.Should().ContainSingle();
        UpdateParcelCommand removed = Read(new UpdateParcelRequest { Parcel = new Parcel { Name = "parcels/p1" }, UpdateMask = new() { Paths = { "declaration" } } });
        removed.Fields.Should().Be((int)ParcelFields.Declaration);
        removed.Values.Declaration.Should().BeNull();
    }

    private static UpdateParcelCommand Read(UpdateParcelRequest request)
    {
        FieldFaults faults = new();
        UpdateParcelCommand command = ChangeReader.Read(request, faults, out _);
        faults.List.Should().BeEmpty();
        return command;
    }

    private static ulong Hash(CustomsDeclaration? declaration)
    {
        FieldFaults faults = new();
        ulong hash = RegistrationReader.Read(new RegisterParcelRequest { RequestId = "r", Declaration = declaration }, Now, faults).ContentHash;
        faults.List.Should().BeEmpty();
        return hash;
    }

    private static void Bound(Func<int, Action<CustomsDeclaration>> of, int max, string field)
    {
        Refused(of(max)).Should().BeEmpty(field);
        Refused(of(max + 1)).Should().Equal($"declaration.{field}");
    }

    private static IEnumerable<string> Refused(Action<CustomsDeclaration> change)
    {
        CustomsDeclaration declaration = Whole();
        change(declaration);
        FieldFaults faults = new();
        DeclarationFields.Read(faults, "declaration", declaration);
        return faults.List.Select(each => each.Path);
    }

    private static void Fill(CustomsDeclaration declaration, int lines)
    {
        while (declaration.Lines.Count < lines)
            declaration.Lines.Add(declaration.Lines[0].Clone());
    }

    private static void Rates(CustomsDeclaration declaration, int rates)
    {
        while (declaration.Rates.Count < rates)
            declaration.Rates.Add(declaration.Rates[0].Clone());
    }

    private static CustomsDeclaration Whole() => new()
    {
        IossNumber = "IM1234567890", Gift = true, GrossWeightGrams = 500,
        Lines =
        {
            new DeclarationLine
            {
                Description = "cotton T-shirt", HsCode = "6109.10", Quantity = 2, NetWeightGrams = 300, ValueMicros = 15_500_000, Currency = "EUR", OriginCountry = "CN",
            },
        },
        Rates = { new ExchangeRate { FromCurrency = "CNY", ToCurrency = "EUR", RateNanos = 130_000_000 } },
    };
}
