using Shipments.Bench.Driving;

namespace Shipments.Bench.Tests;

public sealed class ParcelChoiceTests
{
    [Fact]
    public void Without_a_working_set_any_registered_parcel_is_met()
    {
        ParcelChoice choice = new(Range(20));
        Random random = new(5);

        Enumerable.Range(0, 1_000).Select(_ => choice.Next(random)).Distinct().Should().BeEquivalentTo(Enumerable.Range(0, 20));
        choice.Met.Should().Be(0);
    }

    [Fact]
    public void The_working_set_is_met_again_and_again_and_the_others_in_their_share_one_after_another()
    {
        const int Parcels = 1_000;
        const int Set = 100;
        ParcelChoice choice = new(Range(Parcels), Set, cold: 0.1, seed: 3);
        HashSet<int> inSet = [.. Enumerable.Range(0, Set).Select(choice.InSet)];
        Random random = new(5);

        int[] met = [.. Enumerable.Range(0, 8_000).Select(_ => choice.Next(random))];
        int[] others = [.. met.Where(parcel => !inSet.Contains(parcel))];

        inSet.Should().HaveCount(Set);
        met.Where(inSet.Contains).Distinct().Should().HaveCount(Set);
        choice.Met.Should().Be(others.Length).And.BeInRange(720, 880);
        others.Distinct().Should().HaveCount(others.Length, "each of the others is met once before any is again");
    }

    [Fact]
    public void When_all_others_were_met_they_come_again_in_the_same_order()
    {
        ParcelChoice choice = new(Range(10), workingSet: 4, cold: 1);
        Random random = new(5);

        int[] met = [.. Enumerable.Range(0, 12).Select(_ => choice.Next(random))];

        met[6..].Should().Equal(met[..6]);
        met.Concat(Enumerable.Range(0, 4).Select(choice.InSet)).Distinct().Should().HaveCount(10);
    }

    [Fact]
    public void A_working_set_of_all_leaves_none_out()
    {
        ParcelChoice choice = new(Range(4), workingSet: 4, cold: 0);

        Enumerable.Range(0, 4).Select(choice.InSet).Should().BeEquivalentTo([0, 1, 2, 3]);
    }

    private static ParcelRange Range(int parcels)
    {
        ParcelRange range = new(parcels);
        (int first, int count) = range.Take(parcels);
        range.Add(first, count);
        return range;
    }
}
