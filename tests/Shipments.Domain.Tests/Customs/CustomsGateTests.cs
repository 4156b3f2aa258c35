using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Customs;

/// <summary>Goal: missing data is said before loading and only then. Method: parcels from China to the United States in March 2026.</summary>
public sealed class CustomsGateTests
{
    [Fact]
    public void A_parcel_that_nobody_declares_is_not_judged()
    {
        ParcelRig rig = Registered(null);
        rig.Record(A.Scan("PickedUp", 0));
        Seen(rig).Should().Be((false, CustomsStatus.None));
        rig.Decided.Declared.Should().BeNull();
    }

    [Fact]
    public void An_empty_declaration_is_missing_data_until_it_is_completed()
    {
        ParcelRig rig = Registered(new DeclarationRecord());
        Seen(rig).Should().Be((true, CustomsStatus.DataMissing));
        rig.Entries[^1].Decided.Declared.Findings.Should().ContainSingle().Which.Rule.Should().Be("us-stop-act");
        rig.RecordTwice(A.Scan("PickedUp", 0));
        Seen(rig).Should().Be((true, CustomsStatus.DataMissing));

        Update(rig, Declared.Whole(20, "USD")).Should().NotBeNull();

        Seen(rig).Should().Be((false, CustomsStatus.None));
        rig.Decided.Declared.Charges.Should().Contain(charge => charge.Rule == "us-de-minimis-end");
        Update(rig, Declared.Whole(20, "USD")).Should().BeNull("the second time nothing changes");
        Update(rig, null).Should().NotBeNull();
        rig.Decided.Declared.Should().BeNull();
    }

    [Theory]
    [InlineData("Departed")]
    [InlineData("Arrived")]
    [InlineData("Delivered")]
    public void The_mark_goes_when_the_parcel_has_left_without_its_data(string code)
    {
        ParcelRig rig = Registered(new DeclarationRecord());
        rig.Record(A.Scan(code, 30));
        Seen(rig).Should().Be((false, CustomsStatus.None));
        rig.Decided.Declared.Findings.Should().NotBeEmpty("what is missing is still missing");
    }

    // The promise decides the day: until 30 June 2026 a shirt of 20 EUR is free of duty in the European Union, from July on it costs 3 EUR.
    [Theory]
    [InlineData("2026-06-30T23:59:59Z", "eu-duty-free-150")]
    [InlineData("2026-07-01T00:00:00Z", "eu-flat-3")]
    [InlineData("9999-12-31T23:59:59Z", "eu-duty")]
    public void The_promised_day_chooses_the_rules_until_the_parcel_arrives(string promised, string rule)
    {
        ParcelRig rig = Registered(Declared.Whole(20, "EUR"));
        rig.Turn(turn => turn.Update(new ParcelRegistered { DestinationCountry = "DE" }, ParcelFields.DestinationCountry, 0, out _));
        long ms = DateTimeOffset.Parse(promised).ToUnixTimeMilliseconds();
        rig.Record(A.Scan("PickedUp", 0, with: fact => fact.CarrierEta = new WindowRecord { FromMs = ms, ToMs = ms }));
        bool isSaid = rig.Decided.Declared.Charges.Any(charge => charge.Rule == rule);
        isSaid.Should().Be(rule != "eu-duty", "of the year 9999 no duty of today is said");
        rig.Record(A.Scan("Arrived", 60));
        rig.Decided.Declared.Charges.Should().Contain(charge => charge.Rule == "eu-duty-free-150", "it arrived in March 2026");
    }

    [Fact]
    public void A_parcel_whose_departure_is_taken_back_is_marked_again()
    {
        ParcelRig rig = Registered(new DeclarationRecord());
        ScanFact departed = A.Scan("Departed", 30);
        rig.Record(departed);
        rig.Record(A.Void(departed.Id, 60));
        Seen(rig).Should().Be((true, CustomsStatus.DataMissing));
    }

    [Fact]
    public void A_change_of_destination_is_judged_by_the_rules_of_the_new_one()
    {
        DeclarationRecord declaration = Declared.Whole(20, "USD");
        declaration.Lines[0].HsCode = "";
        declaration.Lines[0].OriginCountry = "";
        ParcelRig rig = Registered(declaration);
        Seen(rig).DataMissing.Should().BeTrue("the United States want an HS code");
        rig.Turn(turn => turn.Update(new ParcelRegistered { DestinationCountry = "BR" }, ParcelFields.DestinationCountry, 0, out _));
        Seen(rig).DataMissing.Should().BeFalse("Brazil's rules here do not");
    }

    [Fact]
    public void A_cancelled_parcel_misses_nothing()
    {
        ParcelRig rig = Registered(new DeclarationRecord());
        rig.Turn(turn => turn.Cancel(0, "", out _));
        Seen(rig).Should().Be((false, CustomsStatus.None));
    }

    private static ParcelRig Registered(DeclarationRecord? declaration)
    {
        ParcelRig rig = new();
        ParcelRegistered registration = ParcelRig.Registration();
        registration.Declaration = declaration;
        rig.Turn(turn => turn.Register(registration, [], "r", 1));
        return rig;
    }

    private static ParcelEntry? Update(ParcelRig rig, DeclarationRecord? declaration) =>
        rig.Turn(turn => turn.Update(new ParcelRegistered { Declaration = declaration }, ParcelFields.Declaration, 0, out _));

    private static (bool DataMissing, CustomsStatus Customs) Seen(ParcelRig rig)
    {
        bool flag = (rig.State.FlagBits & ParcelFlagBits.DataMissing) != 0;
        (rig.Decided.Declared?.DataMissing ?? false).Should().Be(flag);
        return (flag, (CustomsStatus)rig.Decided.Customs);
    }
}
