using Shipments.Domain.Tests.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Merging;

/// <summary>
/// Goal: a merge loses and mixes nothing, and a split undoes it whatever came in between. Method: parcels in a world of seeded chance that are
/// merged, split and scanned in any order, with copies of one scan at several of them; steps are late, repeated, and in no order between
/// parcels. When all is delivered, each parcel's own part is what its never merged twin has, what it publishes is what one parcel with all the
/// scans would say, and both ends of each merge agree; and after all are split nothing of the merges is left.
/// </summary>
public sealed class MergePropertyTests
{
    private const int Cases = 250;

    private static readonly string[] Ids = ["P1", "P2", "P3", "P4", "P5"];

    [Fact]
    public void Merges_lose_nothing_and_splits_undo_them()
    {
        int merged = 0;
        for (int seed = 0; seed < Cases; seed++)
        {
            RandomScans random = new(seed);
            MergeWorld world = new($"seed {seed}");
            world.Register(Ids);
            List<ScanFact> pool = [.. random.Make(30)];
            for (int i = 0; i < 60; i++)
                Act(world, random, pool);
            world.DeliverAll();
            world.CheckEnds();
            merged += Ids.Count(id => world.Into(id) is not null);
            Array.ForEach(Ids, world.CheckOwn);
            Array.ForEach(Ids, world.CheckUnion);
            SplitAll(world);
        }

        merged.Should().BeGreaterThan(Cases / 2, "the chance has to make merges");
    }

    private static void Act(MergeWorld world, RandomScans random, List<ScanFact> pool)
    {
        string id = Ids[random.Next(Ids.Length)];
        switch (random.Next(8))
        {
            case 0 or 1 or 2:
                world.Record(id, random.Copy(pool[random.Next(pool.Count)]));
                break;
            case 3:
                world.Merge(id, Ids[random.Next(Ids.Length)]);
                break;
            case 4:
                if (random.Next(3) == 0)
                    world.Split(id);
                break;
            case 5 or 6:
                for (int i = random.Next(4); i >= 0; i--)
                    world.Deliver(id);
                break;
            case 7:
                world.Rewind(id, random.Next(5));
                break;
            default:
                throw new InvalidOperationException("There are eight acts.");
        }
    }

    private static void SplitAll(MergeWorld world)
    {
        foreach (string id in Ids)
            world.Split(id);
        world.DeliverAll();
        world.CheckEnds();
        foreach (string id in Ids)
        {
            world.CheckOwn(id);
            world.CheckUnion(id);
            world[id].Merges?.OwnDecided.Should().BeNull();
            world.Into(id).Should().BeNull();
        }
    }
}
