using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Customs;

/// <summary>Goal: what carriers say of customs moves the axis of customs, whoever says it, and missing data is said before the parcel is loaded.</summary>
public sealed class CustomsAxisTests
{
    [Theory]
    [InlineData("upu", "EXA", CustomsStatus.Assessing)]
    [InlineData("upu", "EXB", CustomsStatus.Held)]
    [InlineData("upu", "EXC", CustomsStatus.Released)]
    [InlineData("upu", "EDB", CustomsStatus.Assessing)]
    [InlineData("upu", "EME", CustomsStatus.Held)]
    [InlineData("upu", "EDC", CustomsStatus.Released)]
    [InlineData("upu", "EMF", CustomsStatus.Released)]
    [InlineData("cainiao", "CC_EX_START", CustomsStatus.Assessing)]
    [InlineData("cainiao", "CC_EX_SUCCESS", CustomsStatus.Released)]
    [InlineData("cainiao", "CC_EX_FAILURE", CustomsStatus.Held)]
    [InlineData("cainiao", "CC_IM_START", CustomsStatus.Assessing)]
    [InlineData("cainiao", "CC_IM_SUCCESS", CustomsStatus.Released)]
    [InlineData("cainiao", "CC_IM_FAILURE", CustomsStatus.Held)]
    [InlineData("cainiao", "CUS_TAX", CustomsStatus.PaymentDue)]
    [InlineData("cainiao", "CUS_DECLARE", CustomsStatus.DataSent)]
    [InlineData("aftership", "InTransit_006", CustomsStatus.Assessing)]
    [InlineData("aftership", "InTransit_005", CustomsStatus.Released)]
    [InlineData("aftership", "Exception_004", CustomsStatus.Held)]
    [InlineData("17track", "InTransit_CustomsProcessing", CustomsStatus.Assessing)]
    [InlineData("17track", "InTransit_CustomsReleased", CustomsStatus.Released)]
    [InlineData("17track", "InTransit_CustomsRequiringInformation", CustomsStatus.InformationRequired)]
    [InlineData("singpost", "HC", CustomsStatus.Assessing)]
    [InlineData("singpost", "CS", CustomsStatus.Assessing)]
    [InlineData("4px", "FPX_I_RC", CustomsStatus.Released)]
    public void An_event_of_a_carrier_moves_the_axis(string carrier, string code, CustomsStatus status)
    {
        MeaningRecord meaning = Vocabularies.Default.Map(A.Scan(code, 0, carrier));
        (meaning.Unmapped, (CustomsStatus)meaning.Customs).Should().Be((false, status));
    }

    [Fact]
    public void Every_status_but_missing_data_can_be_said_by_an_event()
    {
        foreach (CustomsStatus status in Enum.GetValues<CustomsStatus>().Except([CustomsStatus.None, CustomsStatus.DataMissing]))
        {
            string code = "CUSTOMS" + string.Concat(status.ToString().Select(letter => char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));
            ((CustomsStatus)Vocabularies.Default.Map(A.Scan(code, 0, "shipments")).Customs).Should().Be(status, code);
        }
    }

    [Fact]
    public void A_parcel_in_a_bag_misses_its_data_until_the_bag_flies()
    {
        ParcelRig rig = new();
        ParcelRegistered registration = ParcelRig.Registration();
        registration.Declaration = new DeclarationRecord();
        rig.Turn(turn => turn.Register(registration, [], "r", 1));
        rig.Turn(turn => turn.HeedDerived(new DeriveScans { Container = "CN38-7", Moves = { A.Ms(10) * 2 }, HasMoves = true }, 1)).Should().NotBeNull();
        IsMissing(rig).Should().BeTrue("it is only put in");
        Derive(rig, 2, A.Scan("PickedUp", 20));
        IsMissing(rig).Should().BeTrue("the bag is received and loaded");
        ((CustomsStatus)rig.Decided.Customs).Should().Be(CustomsStatus.DataMissing);
        Derive(rig, 3, A.Scan("Departed", 30));
        IsMissing(rig).Should().BeFalse("it has left without");
    }

    private static void Derive(ParcelRig rig, long version, ScanFact scan)
    {
        scan.Container = "CN38-7";
        rig.Turn(turn => turn.HeedDerived(new DeriveScans { Container = "CN38-7", Scans = { scan } }, version).Should().Be(Rejection.None));
    }

    private static bool IsMissing(ParcelRig rig) => rig.Decided.Declared.DataMissing;
}
