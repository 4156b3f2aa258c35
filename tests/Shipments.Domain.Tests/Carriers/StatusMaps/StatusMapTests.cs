using Shipments.Domain.Carriers;
using Shipments.Domain.Carriers.StatusMaps;
using Shipments.Domain.Parcels;
using Maps = Shipments.Domain.Carriers.StatusMaps.StatusMaps;

namespace Shipments.Domain.Tests.Carriers.StatusMaps;

public sealed class StatusMapTests
{
    // What the posts and the platform cannot say at all; every other pair has a word.
    private static readonly Dictionary<ForeignSystem, Phase[]> Wordless = new()
    {
        [ForeignSystem.Cainiao] = [Phase.None, Phase.Pending, Phase.Lost, Phase.Expired],
        [ForeignSystem.Upu] = [Phase.None, Phase.Pending, Phase.InfoReceived, Phase.Returned, Phase.Lost, Phase.Destroyed, Phase.Expired],
        [ForeignSystem.Usps] = [Phase.None, Phase.Pending, Phase.Expired],
    };

    public static TheoryData<ForeignSystem> Systems => new(Enum.GetValues<ForeignSystem>());

    [Theory]
    [MemberData(nameof(Systems))]
    public void Every_phase_with_every_reason_has_a_word_but_for_those_the_system_cannot_say(ForeignSystem system)
    {
        foreach (Phase phase in Enum.GetValues<Phase>())
        {
            bool wordless = Wordless.TryGetValue(system, out Phase[]? phases) && phases.Contains(phase);
            foreach (Reason reason in Enum.GetValues<Reason>())
                (Maps.ToForeign(system, phase, reason).Length == 0).Should().Be(wordless, $"{system} {phase} {reason}");
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Every_word_is_read_in_any_case_and_what_is_written_can_be_read_again(ForeignSystem system)
    {
        Maps.Words(system).Should().NotBeEmpty().And.OnlyHaveUniqueItems();
        foreach (string word in Maps.Words(system))
        {
            (Phase Phase, Reason Reason)? said = Maps.FromForeign(system, word);
            said.Should().NotBeNull(word);
            said!.Value.Phase.Should().NotBe(Phase.None, word);
            Maps.FromForeign(system, word.ToLowerInvariant()).Should().Be(said, word);
        }

        foreach (Phase phase in Enum.GetValues<Phase>())
        {
            foreach (Reason reason in Enum.GetValues<Reason>())
            {
                string word = Maps.ToForeign(system, phase, reason);
                if (word.Length > 0)
                    Maps.FromForeign(system, word).Should().NotBeNull($"{system} is told {word}");
            }
        }
    }

    // The table and the vocabulary of the same system may not say different things of one word. Where the vocabulary tells by the wording or
    // knows no such word, it has no say.
    [Theory]
    [MemberData(nameof(Systems))]
    public void The_table_agrees_with_the_systems_vocabulary(ForeignSystem system)
    {
        if (Maps.Vocabulary(system) is not { } carrier)
            return;
        int compared = 0;
        foreach (string word in Maps.Words(system))
        {
            if (Vocabularies.Default.Carriers[carrier].Find(word, "", inferred: false) is not { Phase: not 0 } meaning)
                continue;
            Maps.FromForeign(system, word).Should().Be(((Phase)meaning.Phase, (Reason)meaning.Reason), $"{system} {word}");
            compared++;
        }

        compared.Should().BeGreaterThan(10);
    }

    // The table of the canonical model, side by side.
    [Theory]
    [InlineData(Phase.Pending, "Pending", "NotFound_Other", "unknown", "UNKNOWN", "pending", "", "", "")]
    [InlineData(Phase.InfoReceived, "InfoReceived_001", "InfoReceived", "pre_transit", "PRE_TRANSIT", "pending", "CONSIGN", "", "MA")]
    [InlineData(Phase.PickedUp, "InTransit_002", "InTransit_PickedUp", "in_transit", "package_accepted", "picked_up", "PU_PICKUP_SUCCESS", "EMA", "03")]
    [InlineData(Phase.ExportCustoms, "InTransit_006", "InTransit_CustomsProcessing", "in_transit", "package_processing", "on_hold", "CC_EX_START", "EXA", "In Transit")]
    [InlineData(Phase.Departed, "InTransit_007", "InTransit_Departure", "departed_origin_facility", "package_departed", "in_transit", "LH_DEPART", "EMC", "In Transit")]
    [InlineData(Phase.LineHaul, "InTransit_001", "InTransit_Other", "in_transit", "TRANSIT", "in_transit", "LH_OTHER", "EMJ", "NT")]
    [InlineData(Phase.Arrived, "InTransit_004", "InTransit_Arrival", "received_at_destination_facility", "package_arrived", "in_transit", "LH_ARRIVE", "EMD", "10")]
    [InlineData(Phase.ImportCustoms, "InTransit_006", "InTransit_CustomsProcessing", "held", "package_held", "on_hold", "CC_IM_START", "EDB", "In Transit")]
    [InlineData(Phase.LastMile, "InTransit_003", "InTransit_Arrival", "arrived_at_facility", "package_processed", "in_transit", "GTMS_SC_ARRIVE", "EDD", "07")]
    [InlineData(Phase.OutForDelivery, "OutForDelivery_001", "OutForDelivery_Other", "out_for_delivery", "out_for_delivery", "out_for_delivery", "GTMS_DELIVERING", "EDG", "OF")]
    [InlineData(Phase.AttemptFailed, "AttemptFail_001", "DeliveryFailure_Other", "failure", "delivery_attempted", "delivery_failed", "GTMS_DEL_FAILURE", "EMH", "Delivery Attempt")]
    [InlineData(Phase.AvailableForPickup, "AvailableForPickup_001", "AvailableForPickup_Other", "available_for_pickup", "pickup_available", "ready_for_pickup", "GTMS_WAIT_SELF_PICK", "EDH", "Available for Pickup")]
    [InlineData(Phase.Delivered, "Delivered_001", "Delivered_Other", "delivered", "DELIVERED", "delivered", "GTMS_SIGNED", "EMI", "01")]
    [InlineData(Phase.Returning, "Exception_010", "Exception_Returning", "return_to_sender", "return_to_sender", "return_to_sender", "RT_INBOUND", "EMH", "29")]
    [InlineData(Phase.Returned, "Exception_011", "Exception_Returned", "return_to_sender", "RETURNED", "return_to_sender", "RETURNED", "", "Return to Sender")]
    [InlineData(Phase.Lost, "Exception_013", "Exception_Lost", "lost", "package_lost", "carrier_parcel_lost", "", "", "Alert")]
    [InlineData(Phase.Destroyed, "Exception_001", "Exception_Destroyed", "failure", "package_disposed", "delivery_failed", "RT_DESTROY", "", "Alert")]
    [InlineData(Phase.Cancelled, "Exception_001", "Exception_Cancel", "cancelled", "FAILURE", "cancelled", "GWMS_CANCEL", "EXX", "Alert")]
    [InlineData(Phase.Expired, "Expired_001", "Expired_Other", "expired", "UNKNOWN", "unknown", "", "", "")]
    public void A_phase_is_told_in_each_systems_word(Phase phase, params string[] words) =>
        Enum.GetValues<ForeignSystem>().Select(system => Maps.ToForeign(system, phase, Reason.None)).Should().Equal(words);

    // The reference's table is the table.
    [Fact]
    public void The_reference_shows_the_words_that_are_written()
    {
        string[] document = File.ReadAllLines(Path.Combine(Samples.SampleFiles.Root, "docs", "reference", "carriers.md"));
        foreach (Phase phase in Enum.GetValues<Phase>().Where(phase => phase != Phase.None))
        {
            IEnumerable<string> words = Enum.GetValues<ForeignSystem>().Select(system => Maps.ToForeign(system, phase, Reason.None)).Select(word => word.Length == 0 ? "-" : word);
            document.Should().Contain($"| {phase} | {string.Join(" | ", words)} |");
        }
    }

    [Theory]
    [InlineData(ForeignSystem.EasyPost, "weather_delay", Phase.Exception, Reason.Delayed)]
    [InlineData(ForeignSystem.Shippo, "notice_left", Phase.AttemptFailed, Reason.RecipientAbsent)]
    [InlineData(ForeignSystem.Karrio, "customs_duties_unpaid", Phase.ImportCustoms, Reason.PaymentDue)]
    [InlineData(ForeignSystem.AfterShip, "Exception_012", Phase.Exception, Reason.Damaged)]
    [InlineData(ForeignSystem.SeventeenTrack, "DeliveryFailure_Rejected", Phase.AttemptFailed, Reason.Refused)]
    [InlineData(ForeignSystem.Cainiao, "GTMS_STA_SIGNED", Phase.AvailableForPickup, Reason.None)]
    [InlineData(ForeignSystem.Upu, "EME", Phase.ImportCustoms, Reason.CustomsHold)]
    [InlineData(ForeignSystem.Usps, "53", Phase.AttemptFailed, Reason.Access)]
    public void A_word_says_its_phase_and_reason(ForeignSystem system, string word, Phase phase, Reason reason) =>
        Maps.FromForeign(system, word).Should().Be((phase, reason));

    [Theory]
    [InlineData(ForeignSystem.EasyPost, "quantum_tunnelling")]
    [InlineData(ForeignSystem.AfterShip, "InTransit_999")]
    [InlineData(ForeignSystem.Cainiao, "LH_HO_IN_SUCCESS")]
    [InlineData(ForeignSystem.Cainiao, "-")]
    [InlineData(ForeignSystem.Usps, "")]
    public void An_unknown_word_and_one_without_a_phase_say_nothing(ForeignSystem system, string word) => Maps.FromForeign(system, word).Should().BeNull();

    [Fact]
    public void What_is_no_member_is_refused()
    {
        FluentActions.Invoking(() => Maps.ToForeign(ForeignSystem.Upu, (Phase)99, Reason.None)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Maps.ToForeign(ForeignSystem.Upu, Phase.Lost, (Reason)99)).Should().Throw<ArgumentOutOfRangeException>();
    }

    // The words of the systems that have no vocabulary here, all of them.
    [Theory]
    [InlineData(ForeignSystem.EasyPost, "unknown pre_transit in_transit out_for_delivery delivered available_for_pickup return_to_sender failure cancelled error "
        + "address_correction arrived_at_destination arrived_at_facility arrived_at_pickup_location awaiting_information damaged delayed delivery_exception "
        + "departed_facility departed_origin_facility expired held label_created lost missorted received_at_destination_facility received_at_origin_facility "
        + "refused return status_update transferred_to_destination_carrier transit_exception weather_delay")]
    [InlineData(ForeignSystem.Shippo, "UNKNOWN PRE_TRANSIT TRANSIT DELIVERED RETURNED FAILURE information_received address_issue contact_carrier delayed "
        + "delivery_attempted delivery_rescheduled delivery_scheduled location_inaccessible notice_left out_for_delivery package_accepted package_arrived "
        + "package_damaged package_departed package_forwarded package_held package_processed package_processing pickup_available reschedule_delivery "
        + "return_to_sender package_unclaimed package_undeliverable package_disposed package_lost other")]
    [InlineData(ForeignSystem.Karrio, "pending picked_up on_hold cancelled delivered in_transit delivery_failed delivery_delayed out_for_delivery "
        + "ready_for_pickup return_to_sender unknown carrier_parcel_lost")]
    public void Every_word_a_system_documents_is_read(ForeignSystem system, string words)
    {
        foreach (string word in words.Split(' '))
            Maps.FromForeign(system, word).Should().NotBeNull(word);
    }
}
