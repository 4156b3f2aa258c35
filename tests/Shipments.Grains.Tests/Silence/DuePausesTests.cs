using System.Globalization;
using Shipments.Grains.Silence;
using Shipments.Storage;

namespace Shipments.Grains.Tests.Silence;

/// <summary>For how long actors that could not be woken are left alone, and how many of them are remembered.</summary>
public sealed class DuePausesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_pause_doubles_with_each_failure_up_to_two_hours()
    {
        DuePauses pauses = new();
        int[] minutes = [.. Enumerable.Range(0, 8).Select(_ => (int)(pauses.Failed(Key(1), Now).NotBefore - Now).TotalMinutes)];

        minutes.Should().Equal(2, 4, 8, 16, 32, 64, 120, 120);
        pauses.IsPaused(Key(1), Now.AddMinutes(120).AddTicks(-1)).Should().BeTrue();
        pauses.IsPaused(Key(1), Now.AddMinutes(120)).Should().BeFalse();
        pauses.IsPaused(Key(2), Now).Should().BeFalse();
        pauses.Done(Key(1));
        pauses.Failed(Key(1), Now).Should().Be((1, Now.AddMinutes(2)));
    }

    [Fact]
    public void So_many_are_remembered_and_those_left_for_long_make_room()
    {
        DuePauses pauses = new();
        for (int i = 0; i < DuePauses.ActorsMax; i++)
            pauses.Failed(Key(i), Now);
        pauses.IsPaused(Key(DuePauses.ActorsMax - 1), Now).Should().BeTrue();

        pauses.Failed(Key(DuePauses.ActorsMax), Now);
        pauses.IsPaused(Key(DuePauses.ActorsMax), Now).Should().BeFalse("there is no room for one more");
        pauses.Failed(Key(0), Now).Failures.Should().Be(2, "one that is known is counted on");

        DateTimeOffset later = Now + DuePauses.First + DuePauses.Most + TimeSpan.FromTicks(1);
        pauses.Failed(Key(DuePauses.ActorsMax), later);
        pauses.IsPaused(Key(DuePauses.ActorsMax), later).Should().BeTrue();
    }

    private static ActorKey Key(int i) => new("parcel", "acme", i.ToString(CultureInfo.InvariantCulture));
}
