using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Worlds;

/// <summary>
/// Chains of numbers that carriers name one after the other, in fields with labels and in sentences; and numbers that a caller takes away and gives
/// back. Payloads go in; the parcel, the numbers and the journal are compared.
/// </summary>
public sealed class NumberChainTests
{
    private const string Platform = "AP00916204417735";
    private const string LineHaul = "CNG00916204417735";
    private const string LastMile = "LB714028538CL";
    private readonly TrackedWorld _world = new(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_chain_of_three_numbers_leads_the_scans_of_each_to_one_parcel()
    {
        _world.Register("p", Platform);
        FeedChain();

        _world.Phase("p").Should().Be(Phase.Delivered);
        _world.Decided("p").ScanCount.Should().Be(4);
        _world.Row("p").Numbers.Select(number => (number.Number, number.NamedBy, number.NamedUnder, number.Evidence)).Should().Equal(
            (Platform, "", "", ""),
            (LineHaul, "cainiao", Platform, $"Latest Tracking Number: {LineHaul}"),
            (LastMile, "cainiao", LineHaul, $"Handed over; last mile tracking number: {LastMile}"));
        _world["p"].ReadScans().Select(scan => scan.Fact.Number).Should().Equal(Platform, LineHaul, LineHaul, LastMile);
    }

    [Fact]
    public void A_chain_is_in_the_journal_link_by_link()
    {
        A_chain_of_three_numbers_leads_the_scans_of_each_to_one_parcel();

        _world.Journal.SelectMany(entry => entry.Entry.Numbers?.Numbers ?? []).Where(number => number.HoldersVersion == 0)
            .Select(number => (number.Number, number.NamedUnder)).Should().Equal((LineHaul, Platform), (LastMile, LineHaul));
        _world.Journal.SelectMany(entry => entry.Entry.Steps).Select(step => step.AttachNumber?.Number).OfType<string>().Should()
            .Equal(Platform, LineHaul, LastMile);
    }

    [Fact]
    public void Scans_that_came_under_a_number_before_it_was_named_follow_when_it_is()
    {
        _world.Register("p", Platform);
        _world.Feed(Payloads.Emsevt(LastMile, "2026-11-09 10:00 EMI CLSCLA"));
        _world.Held(LastMile).Should().Be(1);

        _world.Feed(Payloads.Cainiao(Platform, "Chile", [$"2026-11-08 18:00 -3 GTMS_ACCEPT Last-mile number {LastMile}."]));

        (_world.Held(LastMile), _world.Phase("p")).Should().Be((0, Phase.Delivered));
    }

    [Fact]
    public void A_chain_that_was_told_before_anybody_registered_it_is_the_parcels_once_it_is()
    {
        FeedChain();
        (_world.Held(Platform), _world.Held(LineHaul), _world.Held(LastMile)).Should().Be((1, 2, 1));

        _world.Register("p", Platform);

        _world.Numbers("p").Should().Equal(Platform, LineHaul, LastMile);
        _world.Row("p").Numbers.Select(number => number.NamedUnder).Should().Equal("", Platform, LineHaul);
        (_world.Phase("p"), _world.Decided("p").ScanCount).Should().Be((Phase.Delivered, 4));
        (_world.Held(Platform), _world.Held(LineHaul), _world.Held(LastMile)).Should().Be((0, 0, 0));
    }

    [Fact]
    public void A_chain_that_is_told_from_its_end_is_the_parcels_too()
    {
        _world.Register("p", Platform);
        foreach (string payload in Chain().AsEnumerable().Reverse())
            _world.Feed(payload);

        _world.Numbers("p").Should().Equal(Platform, LineHaul, LastMile);
        (_world.Phase("p"), _world.Decided("p").ScanCount).Should().Be((Phase.Delivered, 4));
    }

    [Fact]
    public void A_parcel_that_is_full_of_numbers_leaves_what_was_named_before_and_keeps_its_scans()
    {
        _world.Feed(Payloads.Cainiao(Platform, "Chile", ["2026-11-01 10:00 +8 GWMS_OUTBOUND"], realMailNo: LineHaul));

        _world.Register("p", [Platform, .. Enumerable.Range(2, ParcelBounds.NumbersMax - 1).Select(i => $"NUMBER{i}")]);

        _world.Numbers("p").Should().HaveCount(ParcelBounds.NumbersMax).And.NotContain(LineHaul);
        _world.Decided("p").ScanCount.Should().Be(1);
    }

    [Fact]
    public void A_number_that_is_taken_away_takes_its_scans_with_it_and_what_they_decided()
    {
        ChainWithLastMile();

        _world.Do("p", turn => turn.DetachNumber(LastMile, 0, out _).Should().Be(Rejection.None));

        _world.Phase("p").Should().Be(Phase.LastMile);
        _world.Numbers("p").Should().Equal(Platform);
        _world.Scans("p").Should().Equal("GTMS_ACCEPT 2026-11-08 21:00");
        _world.Holders(LastMile).Should().BeEmpty();
        _world.Held(LastMile).Should().Be(1, "it waits for its parcel");
        ParcelEntry entry = _world.Journal[^1].Entry;
        entry.Numbers.Numbers.Should().ContainSingle().Which.DetachedMs.Should().Be(_world.Now.ToUnixTimeMilliseconds());
        entry.Rerouted.Should().ContainSingle().Which.Removed.Should().HaveCount(1);
        entry.Steps.Select(step => step.WorkCase).Should().Equal(OutgoingStep.WorkOneofCase.DetachNumber, OutgoingStep.WorkOneofCase.ReturnScans);
    }

    [Fact]
    public void A_number_that_was_taken_away_is_not_linked_again_by_the_payload_that_named_it()
    {
        string named = ChainWithLastMile();
        _world.Do("p", turn => turn.DetachNumber(LastMile, 0, out _));

        _world.Feed(named);
        _world.Feed(Payloads.Emsevt(LastMile, "2026-11-10 10:00 EMI CLSCLA"));

        (_world.Phase("p"), _world.Held(LastMile)).Should().Be((Phase.LastMile, 2));
        _world.Numbers("p").Should().Equal(Platform);
    }

    [Fact]
    public void A_number_that_is_given_back_brings_its_scans_again()
    {
        ChainWithLastMile();
        _world.Do("p", turn => turn.DetachNumber(LastMile, 0, out _));

        _world.Do("p", turn => turn.AttachNumber(new ParcelNumber { Number = LastMile, Role = (int)NumberRole.LastMile, FromMs = long.MaxValue }, false, 0, out _));

        (_world.Phase("p"), _world.Held(LastMile)).Should().Be((Phase.Delivered, 0));
        _world.Numbers("p").Should().Equal(Platform, LastMile);
        _world.Row("p").Numbers[1].DetachedMs.Should().Be(0);
    }

    [Fact]
    public void Taking_away_and_giving_change_nothing_the_second_time()
    {
        ChainWithLastMile();
        _world.Do("p", turn => turn.DetachNumber(LastMile, 0, out _));
        int entries = _world.Journal.Count;
        _world.Do("p", turn => turn.DetachNumber(LastMile, 0, out _).Should().Be(Rejection.None));
        _world.Do("p", turn => turn.AttachNumber(new ParcelNumber { Number = Platform }, false, 0, out _).Should().Be(Rejection.None));

        _world.Journal.Should().HaveCount(entries);
    }

    [Fact]
    public void A_number_that_the_parcel_never_had_is_not_taken_away() => Refused(turn =>
    {
        turn.DetachNumber(LastMile, 0, out string detail).Should().Be(Rejection.NumberNotAttached);
        detail.Should().Be($"the parcel 'p' never had the number '{LastMile}'.");
    });

    [Fact]
    public void A_version_that_is_not_the_parcels_refuses_both() => Refused(turn =>
    {
        turn.DetachNumber(Platform, 99, out _).Should().Be(Rejection.EtagMismatch);
        turn.AttachNumber(new ParcelNumber { Number = LastMile }, false, 99, out _).Should().Be(Rejection.EtagMismatch);
    });

    [Fact]
    public void A_parcel_that_nobody_registered_refuses_both()
    {
        ParcelTurn turn = new(ParcelState.Empty, "parcel/acme/none", Vocabularies.Default, _world.Now);
        turn.DetachNumber(Platform, 0, out _).Should().Be(Rejection.ParcelNotFound);
        turn.AttachNumber(new ParcelNumber { Number = LastMile }, false, 0, out _).Should().Be(Rejection.ParcelNotFound);
    }

    [Fact]
    public void A_parcel_has_thirty_two_numbers_at_most_those_taken_away_among_them()
    {
        _world.Register("p", [.. Enumerable.Range(1, ParcelBounds.NumbersMax - 1).Select(i => $"NUMBER{i}")]);
        _world.Do("p", turn => turn.AttachNumber(new ParcelNumber { Number = "NUMBER32" }, false, 0, out _).Should().Be(Rejection.None));
        _world.Do("p", turn => turn.DetachNumber("NUMBER1", 0, out _).Should().Be(Rejection.None));

        _world.Do("p", turn =>
        {
            turn.AttachNumber(new ParcelNumber { Number = "NUMBER33" }, false, 0, out string detail).Should().Be(Rejection.ParcelNumbersFull);
            detail.Should().Contain("33");
        });
        _world.Do("p", turn => turn.AttachNumber(new ParcelNumber { Number = "NUMBER1" }, false, 0, out _).Should().Be(Rejection.None));
        _world.Numbers("p").Should().HaveCount(ParcelBounds.NumbersMax);
    }

    private static List<string> Chain() =>
    [
        Payloads.Cainiao(Platform, "Chile", ["2026-11-01 10:00 +8 GWMS_OUTBOUND"], realMailNo: $"Latest Tracking Number:\t{LineHaul}"),
        Payloads.Cainiao(LineHaul, "Chile",
            ["2026-11-03 20:00 +8 LH_DEPART", $"2026-11-08 18:00 -3 GTMS_ACCEPT Handed over; last mile tracking number: {LastMile}"]),
        Payloads.Emsevt(LastMile, "2026-11-09 10:00 EMI CLSCLA"),
    ];

    private void FeedChain()
    {
        foreach (string payload in Chain())
            _world.Feed(payload);
    }

    private string ChainWithLastMile()
    {
        _world.Register("p", Platform);
        string named = Payloads.Cainiao(Platform, "Chile", [$"2026-11-08 18:00 -3 GTMS_ACCEPT Last-mile number {LastMile}."]);
        _world.Feed(named);
        _world.Feed(Payloads.Emsevt(LastMile, "2026-11-09 10:00 EMI CLSCLA"));
        _world.Phase("p").Should().Be(Phase.Delivered);
        return named;
    }

    private void Refused(Action<ParcelTurn> work)
    {
        _world.Register("p", Platform);
        int entries = _world.Journal.Count;
        _world.Do("p", work);
        _world.Journal.Should().HaveCount(entries);
    }
}
