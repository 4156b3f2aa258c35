using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Parcels.Merging;
using Shipments.Domain.Tests.Worlds;

namespace Shipments.Domain.Tests.Complaints;

/// <summary>What users of tracking services complain about where numbers are concerned, from the payload to the parcel.</summary>
public sealed class NumberComplaintTests
{
    private const string Number = "RB254433138SG";
    private readonly TrackedWorld _world = new(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    /// <summary>
    /// Complaint 3. The same request gives the same parcel. Another one makes a parcel that says it shares the number, gets every scan the first one
    /// had, and is merged into it.
    /// </summary>
    [Fact]
    public void A_second_tracker_comes_about_when_a_number_is_added_again()
    {
        _world.Register("p", Number);
        _world.Feed(Payloads.Emsevt(Number, "2026-11-03 20:00 EMC SGSINN"));
        int entries = _world.Journal.Count;
        _world.Do("p", turn => turn.Register(new(), [], "reg-p", 1).Outcome.Should().Be(RegisterOutcome.Again));
        _world.Journal.Should().HaveCount(entries);

        _world.Register("again", Number);
        _world.Row("again").Numbers.Single().Shared.Should().BeTrue();
        _world.Milestones("again").Should().Equal(_world.Milestones("p")).And.Equal("Departed 2026-11-03 12:00");
        _world.Do("p", turn => turn.Merge([new MergeCandidate("again", 1, Rejection.None, "")], 0, out _));

        _world.Feed(Payloads.Emsevt(Number, "2026-11-09T10:00:00+01:00 EMI ESMADA"));
        _world.Milestones("p").Should().Equal("Departed 2026-11-03 12:00", "Delivered 2026-11-09 09:00");
        _world.Row("again").Merges.Into.Parcel.Should().Be("p");
    }

    /// <summary>Complaint 8. The post issued the number again after more than a year: nothing of the first parcel shows at the second.</summary>
    [Fact]
    public void A_re_used_number_brings_the_history_of_somebody_elses_parcel()
    {
        _world.Now = new DateTimeOffset(2025, 9, 1, 0, 0, 0, TimeSpan.Zero);
        _world.Register("theirs", Number);
        _world.Now = _world.Now.AddDays(20);
        _world.Feed(Payloads.Emsevt(Number, "2025-09-02 10:00 EMA SGSINN", "2025-09-15T15:00:00+02:00 EMI ESMADA"));
        _world.Now = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        _world.Register("mine", Number);

        _world.Now = _world.Now.AddDays(5);
        _world.Feed(Payloads.Cainiao(Number, "Spain",
            ["2025-11-10 10:00 +8 GTMS_SIGNED", "2026-11-03 10:00 +8 GWMS_OUTBOUND", "2026-11-04 10:00 +8 LH_DEPART"]));

        _world.Milestones("mine").Should().Equal("PickedUp 2026-11-03 02:00", "Departed 2026-11-04 02:00");
        _world.Phase("theirs").Should().Be(Phase.Delivered);
    }

    /// <summary>Complaint 9. A form that four carriers print gives four guesses, the likeliest first, and who scans it decides.</summary>
    [Fact]
    public void The_wrong_carrier_is_guessed()
    {
        const string Partner = "9261290100130739337410";
        IReadOnlyList<NumberGuess> guesses = NumberClassifier.Classify(Partner);
        guesses.Select(guess => guess.Issuer).Should().StartWith("usps").And.Contain(["fedex", "ups"]);
        guesses.Select(guess => guess.Score).Should().BeInDescendingOrder();

        _world.Register("p", Partner);
        _world.Feed(Payloads.Cainiao(Partner, "United States", ["2026-11-03 10:00 +8 GWMS_OUTBOUND"]));
        (_world.Decided("p").Carrier, _world.Phase("p")).Should().Be(("cainiao", Phase.PickedUp));
    }

    /// <summary>Complaint 10. Forms that nobody listed, and check digits that do not fit, register and take scans as any other.</summary>
    [Theory]
    [InlineData("ZX-2026/ÉTÉ 1", false)]
    [InlineData("SWX123456789012345678901", true)]
    [InlineData("RR123456789CN", true)]
    [InlineData("00NEWFORM77", true)]
    public void A_valid_number_of_a_new_form_is_refused(string sent, bool isNumber)
    {
        TrackingNumbers.TryNormalise(sent, out string number, out _).Should().Be(isNumber, "letters beyond A to Z are none of a number's");
        if (!isNumber)
            return;
        _world.Register("p", number);
        _world.Feed(Payloads.Cainiao(number, "Spain", ["2026-11-03 10:00 +8 GWMS_OUTBOUND"]));
        _world.Phase("p").Should().Be(Phase.PickedUp);
    }

    /// <summary>Complaint 11. Not found is no verdict on the number: the parcel waits, and the first scan moves it.</summary>
    [Fact]
    public void A_number_that_is_not_known_yet_is_shown_as_invalid()
    {
        _world.Register("p", Number);
        foreach (string reply in new[]
        {
            Payloads.Cainiao(Number, "", []),
            $$"""{ "ok": true, "items": [ { "trackingNumber": "{{Number}}", "trackingNumberFound": "false", "itemType": "", "destinationCountry": "", "events": [] } ] }""",
        })
        {
            IReadOnlyList<PayloadItem> items = _world.Feed(reply);
            (items.Single().NotFound, items.Single().Fault).Should().Be((true, null));
            _world.Phase("p").Should().Be(Phase.Pending);
        }

        _world.Feed(Payloads.Emsevt(Number, "2026-11-19 20:00 EMA SGSINN"));
        _world.Phase("p").Should().Be(Phase.PickedUp);
    }
}
