using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

/// <summary>What a number was told before the parcel held it becomes the parcel's, as if its carrier had named it now.</summary>
public sealed class HeedNamesTests
{
    private const string Source = "number/acme/LP1";

    [Fact]
    public void Names_are_linked_once_and_those_that_are_known_change_nothing()
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1", -90));

        ParcelEntry entry = Heed(rig, 1, Rejection.None, "RB2", "LP1")!;

        entry.Steps.Should().ContainSingle().Which.AttachNumber.Number.Should().Be("RB2");
        entry.Steps[0].AttachNumber.FromMs.Should().Be(A.Ms(-90), "a linked number is the parcel's since its first one was");
        entry.StepsHeeded.Should().Equal(new StepMark { Source = Source, Version = 1, Ordinal = 1 });
        Heed(rig, 1, Rejection.None, "RB2", "LP1").Should().BeNull("it was heeded");
        Heed(rig, 2, Rejection.None, "RB2").Should().BeNull("it is known");
    }

    [Fact]
    public void A_step_that_is_not_newer_changes_nothing_though_it_says_something_new()
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP1"));
        Heed(rig, 2, Rejection.None, "RB2");

        Heed(rig, 1, Rejection.None, "RB3").Should().BeNull();
    }

    [Fact]
    public void A_parcel_without_the_number_does_not_heed_what_was_named_under_it()
    {
        ParcelRig rig = ParcelRig.Registered(ParcelRig.Number("LP9"));
        Heed(rig, 1, Rejection.NotMine, "RB2").Should().BeNull();

        ParcelRig detached = ParcelRig.Registered(ParcelRig.Number("LP1"));
        detached.Turn(turn => turn.DetachNumber("LP1", 0, out _));
        Heed(detached, 1, Rejection.NotMine, "RB2").Should().BeNull("it gave the number up");
    }

    [Fact]
    public void A_parcel_nobody_registered_refuses() =>
        new ParcelTurn(ParcelState.Empty, "parcel/acme/none", TestVocabulary.Instance, A.At(0))
            .HeedNames(Source, 1, 0, new NamesTold { Number = "LP1" }).Should().Be(Rejection.ParcelNotFound);

    [Theory]
    [InlineData(ParcelBounds.NumbersMax - 1, Rejection.None)]
    [InlineData(ParcelBounds.NumbersMax, Rejection.ParcelNumbersFull)]
    public void A_full_parcel_refuses_for_good_as_often_as_it_is_asked(int numbers, Rejection expected)
    {
        ParcelRig rig = ParcelRig.Registered([ParcelRig.Number("LP1"), .. Enumerable.Range(2, numbers - 1).Select(i => ParcelRig.Number($"N{i}"))]);

        (Heed(rig, 1, expected, "RB2") is not null).Should().Be(expected == Rejection.None);

        Heed(rig, 1, expected, "RB2").Should().BeNull();
    }

    private static ParcelEntry? Heed(ParcelRig rig, long version, Rejection expected, params string[] numbers)
    {
        NamesTold names = new() { Number = "LP1" };
        names.Named.Add(numbers.Select(number => ParcelRig.Number(number)));
        return rig.Turn(turn => turn.HeedNames(Source, version, 1, names).Should().Be(expected));
    }
}
