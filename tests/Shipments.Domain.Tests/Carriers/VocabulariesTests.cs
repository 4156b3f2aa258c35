using System.Text.RegularExpressions;
using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers;

public sealed class VocabulariesTests
{
    private const string Header = "code\tphase\treason\tresponsible\tcustoms\tmilestone\tleg\tconfidence\tflags\ttext\tnote\n";

    [Fact]
    public void Every_carrier_with_an_adapter_has_a_vocabulary_and_so_have_upu_and_shipments() =>
        Vocabularies.Default.Carriers.Keys.Should().Contain(["upu", "shipments", .. CarrierAdapters.Default.Values.Select(adapter => adapter.Carrier)]);

    [Theory]
    [InlineData("cainiao", "CONSIGN OM_CONSIGN GTMS_ASN WMS_CONFIRMED GWMS_ACCEPT GWMS_REJECT GWMS_PACKAGE GWMS_EXCEPTION GWMS_OUTBOUND GWMS_CANCEL GWMS_PICK GWMS_HANDOVER")]
    [InlineData("cainiao", "PU_PICKUP_SUCCESS PU_PICKUP_FAILURE PU_SIGN_IN_SUCCESS PU_SIGN_IN_FAILURE SC_SIGN_IN_SUCCESS SC_INBOUND_SUCCESS SC_OUTBOUND_FAILURE SC_HO_OUT_SUCCESS")]
    [InlineData("cainiao", "TD_TRANS_ARRIVE TD_TRANS_DEPART CW_INBOUND CW_OUTBOUND COMMON_INTRANSIT CC_TRANS_START CC_TRANS_SUCCESS CC_EX_START CC_EX_SUCCESS CC_EX_FAILURE")]
    [InlineData("cainiao", "LH_HO_IN_SUCCESS LH_POST_COLLECTION LH_HO_AIRLINE LH_HO_AIRLINE_FAILURE LH_DEPART LH_ARRIVE LH_ARRIVE_FAILURE LH_HO_OUT_SUCCESS LH_OTHER TRANSIT_PORT_REROUTE_CALLBACK")]
    [InlineData("cainiao", "CC_HO_IN_SUCCESS CC_IM_START CC_IM_PROCESS CC_IM_SUCCESS CC_IM_FAILURE CC_HO_OUT_SUCCESS CUS_SUCCESS CUS_FAILURE CUS_TAX CUS_DECLARE CIQ_START CIQ_ANYTHING")]
    [InlineData("cainiao", "GTMS_ACCEPT GTMS_SC_ARRIVE GTMS_SC_ARRIVE_FAILURE GTMS_DO_ARRIVE GTMS_DO_DEPART GTMS_OE_DEPART GTMS_RELABEL LAST_MILE_X GTMS_DELIVERING GTMS_RE_DELIVERING GTMS_DEL_FAILURE GTMS_SIGN_FAILURE")]
    [InlineData("cainiao", "GTMS_WAIT_SELF_PICK GTMS_STA_SIGNED GTMS_STATION_IN GTMS_STATION_OUT GSTA_INBOUND GSTA_INFORM_BUYER GTMS_SIGNED GSTA_BUYER_SIGN GTMS_STA_SIGN_FAILURE GTMS_FAILURE")]
    [InlineData("cainiao", "RT_INBOUND RT_OUTBOUND RT_HO_OUT RT_WH_INBOUND RT_TRANSWH_OUTBOUND RT_TMS_ACCEPT RETURNED RT_DESTROY GOT REJECT DEPARTURE ARRIVAL SENT_SCAN SIGNED FAILED")]
    [InlineData("cainiao", "AE_ORDER_PLACED AE_GOT AE_GOT_SUCCESS AE_CC_EX_START_SUCCESS AE_LH_ARRIVE_SUCCESS AE_LH_DEPART_SUCCESS")]
    [InlineData("usps", "MA GX 80 81 82 03 OA 10 A1 T1 EF TL NT SF 07 PC OF 01 02 53 54 55 22 27 29 NP AD")]
    [InlineData("upu", "EMA EMB EXA EXB EXC EXD EXX EMC EMJ EMK EMD EDA EDB EME EDC EMF EDD EDE EMG EDF EDG EMH EDH EMI EDX")]
    public void Every_known_code_is_mapped(string carrier, string codes)
    {
        foreach (string code in codes.Split(' '))
            Map(carrier, code).Unmapped.Should().BeFalse($"{carrier} {code}");
    }

    [Fact]
    public void Every_phase_and_every_milestone_is_a_canonical_code()
    {
        foreach (Phase phase in Enum.GetValues<Phase>().Where(each => each != Phase.None))
            Map("shipments", UpperSnake(phase.ToString())).Phase.Should().Be((int)phase);
        foreach (MilestoneKind kind in Enum.GetValues<MilestoneKind>().Where(each => each != MilestoneKind.None))
            Map("shipments", UpperSnake(kind.ToString())).Milestone.Should().Be((int)kind);
    }

    [Fact]
    public void Every_customs_status_but_missing_data_can_be_said_by_a_canonical_code_that_leaves_the_phase()
    {
        foreach (CustomsStatus status in Enum.GetValues<CustomsStatus>().Where(each => each is not (CustomsStatus.None or CustomsStatus.DataMissing)))
        {
            MeaningRecord meaning = Map("shipments", "CUSTOMS_" + UpperSnake(status.ToString()));
            (meaning.Unmapped, meaning.Customs, meaning.Phase).Should().Be((false, (int)status, 0), status.ToString());
        }

        Map("shipments", "CUSTOMS_DATA_MISSING").Unmapped.Should().BeTrue("that is decided");
    }

    [Fact]
    public void Customs_codes_move_the_customs_axis()
    {
        MeaningRecord started = Map("cainiao", "CC_IM_START");
        (started.Phase, started.Customs, started.Milestone).Should().Be(((int)Phase.ImportCustoms, (int)CustomsStatus.Assessing, (int)MilestoneKind.ImportCustomsStarted));
        MeaningRecord failed = Map("cainiao", "CC_IM_FAILURE");
        (failed.Phase, failed.Customs, failed.Reason, failed.Responsible, failed.Held)
            .Should().Be(((int)Phase.ImportCustoms, (int)CustomsStatus.Held, (int)Reason.CustomsHold, (int)Party.Customs, true));
        MeaningRecord tax = Map("cainiao", "CUS_TAX");
        (tax.Customs, tax.Responsible, tax.ActionRequired).Should().Be(((int)CustomsStatus.PaymentDue, (int)Party.Recipient, true));
        MeaningRecord released = Map("cainiao", "CC_IM_SUCCESS");
        (released.Customs, released.Milestone, released.Held).Should().Be(((int)CustomsStatus.Released, (int)MilestoneKind.ImportCustomsReleased, false));
    }

    [Theory]
    [InlineData("cainiao", "GTMS_STA_SIGNED", "", Phase.AvailableForPickup, Confidence.Scanned)]
    [InlineData("cainiao", "GTMS_SIGNED", "", Phase.Delivered, Confidence.Scanned)]
    [InlineData("cainiao", "CC_HO_OUT_SUCCESS", "", Phase.ImportCustoms, Confidence.Inferred)]
    [InlineData("cainiao", "LH_HO_IN_SUCCESS", "", Phase.None, Confidence.Scanned)]
    [InlineData("usps", "NT", "", Phase.LastMile, Confidence.Inferred)]
    [InlineData("usps", "MA", "", Phase.InfoReceived, Confidence.Claimed)]
    [InlineData("usps", "10", "Processed Through ISC Los Angeles", Phase.Arrived, Confidence.Scanned)]
    [InlineData("usps", "10", "Arrived at USPS Regional Facility", Phase.LastMile, Confidence.Scanned)]
    [InlineData("usps", "02", "Notice Left", Phase.AttemptFailed, Confidence.Scanned)]
    [InlineData("usps", "02", "NOTICE LEFT, AVAILABLE FOR PICKUP", Phase.AvailableForPickup, Confidence.Scanned)]
    [InlineData("usps", "01", "Delivered, To Original Sender", Phase.Returned, Confidence.Scanned)]
    [InlineData("usps", "", "Out for Delivery, Expected Delivery by 9:00pm", Phase.OutForDelivery, Confidence.Scanned)]
    [InlineData("usps", "", "Delivered, Front Door/Porch", Phase.Delivered, Confidence.Scanned)]
    [InlineData("resdit", "74", "", Phase.PickedUp, Confidence.Scanned)]
    [InlineData("resdit", "24", "", Phase.Departed, Confidence.Scanned)]
    [InlineData("resdit", "21", "", Phase.Arrived, Confidence.Scanned)]
    [InlineData("upu", "EMF", "", Phase.ImportCustoms, Confidence.Inferred)]
    [InlineData("upu", "emi", "", Phase.Delivered, Confidence.Scanned)]
    public void A_code_or_its_wording_decides(string carrier, string code, string text, Phase phase, Confidence confidence)
    {
        MeaningRecord meaning = Map(carrier, code, text);
        (meaning.Unmapped, (Phase)meaning.Phase, (Confidence)meaning.Confidence).Should().Be((false, phase, confidence));
    }

    [Theory]
    [InlineData("cainiao", "GTMS_DRONE_LAUNCH", "Out for delivery")]
    [InlineData("cainiao", "", "Out for delivery")]
    [InlineData("usps", "ZZ", "Delivered")]
    [InlineData("usps", "", "Something else happened")]
    [InlineData("dhl", "OK", "Delivered")]
    [InlineData("cainiao", "-", "")]
    [InlineData("", "", "")]
    public void An_unmapped_code_says_so_and_nothing_else(string carrier, string code, string text) =>
        Map(carrier, code, text).Should().Be(new MeaningRecord { Unmapped = true });

    [Fact]
    public void A_scan_that_its_carrier_marked_as_inferred_is_no_physical_one() =>
        Vocabularies.Default.Map(new ScanFact { Carrier = "usps", Code = "10", Inferred = true }).Confidence.Should().Be((int)Confidence.Inferred);

    [Fact]
    public void Returns_begin_a_journey()
    {
        Map("cainiao", "RT_TMS_ACCEPT").ReturnBegins.Should().BeTrue();
        Map("usps", "29").ReturnBegins.Should().BeTrue();
        Map("cainiao", "RETURNED").ReturnBegins.Should().BeFalse();
    }

    [Fact]
    public void A_wrong_file_names_the_line_and_column_of_each_fault()
    {
        string text = "# ours\n" + Header + "OK\tDelivered\nBAD\tGone\t\tNobody\n\t1\nOK\tReturned\nF\t\t\t\t\t\t\t\tloud\n";
        FormatException thrown = Assert.ThrowsAny<FormatException>(() => Vocabularies.Parse("x", text));
        thrown.Message.Split(Environment.NewLine).Should().Equal(
            "x vocabulary, line 4, column phase: 'Gone' is no Phase.",
            "x vocabulary, line 4, column responsible: 'Nobody' is no Party.",
            "x vocabulary, line 5, column code: '' is not 1 to 64 characters.",
            "x vocabulary, line 5, column phase: '1' is no Phase.",
            "x vocabulary, line 6, column text: 'OK' has a row without a wording already; this one could never count.",
            "x vocabulary, line 7, column flags: 'loud' is no flag.");
    }

    [Fact]
    public void A_file_needs_its_header() =>
        Assert.ThrowsAny<FormatException>(() => Vocabularies.Parse("x", "# nothing\n")).Message.Should().Be("x vocabulary, line 1, column code: the file has no header.");

    [Theory]
    [InlineData(CarrierVocabulary.RowsMax, true)]
    [InlineData(CarrierVocabulary.RowsMax + 1, false)]
    public void A_file_has_at_most_5000_rows(int rows, bool accepted)
    {
        string text = Header + string.Concat(Enumerable.Range(0, rows).Select(row => $"C{row}\n"));
        Action parse = () => Vocabularies.Parse("x", text);
        if (accepted)
            parse.Should().NotThrow();
        else
            parse.Should().Throw<FormatException>();
    }

    [Fact]
    public void The_narrower_family_wins_and_a_code_of_its_own_beats_both()
    {
        CarrierVocabulary vocabulary = Vocabularies.Parse("x", Header + "A_*\tPickedUp\nA_B_*\tLineHaul\nA_B_C\tDelivered\n");
        vocabulary.Find("A_X", "", false)!.Phase.Should().Be((int)Phase.PickedUp);
        vocabulary.Find("A_B_X", "", false)!.Phase.Should().Be((int)Phase.LineHaul);
        vocabulary.Find("A_B_C", "", false)!.Phase.Should().Be((int)Phase.Delivered);
        vocabulary.Find("B", "", false).Should().BeNull();
    }

    private static MeaningRecord Map(string carrier, string code, string text = "") =>
        Vocabularies.Default.Map(new ScanFact { Carrier = carrier, Code = code, Text = text });

    private static string UpperSnake(string name) => Regex.Replace(name, "(?<!^)([A-Z])", "_$1").ToUpperInvariant();
}
