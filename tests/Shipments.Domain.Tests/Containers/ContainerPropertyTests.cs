using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Containers;

/// <summary>
/// Goal: what a member has of a container's scans is those of the times it was in, whatever order moves, scans, corrections and deliveries come in.
/// Method: seeded chance acts on a container; a plain list of what was said answers the same question the slow way.
/// </summary>
public sealed class ContainerPropertyTests
{
    private const int Cases = 300;
    private const int Members = 6;

    [Fact]
    public void A_member_has_the_scans_of_the_times_it_was_in()
    {
        int told = 0;
        for (int seed = 0; seed < Cases; seed++)
        {
            Random random = new(seed);
            ContainerRig rig = ContainerRig.Created();
            List<(int Member, int Minute, bool IsOut)> moves = [];
            Dictionary<ulong, int> scans = [];
            for (int i = 0; i < 60; i++)
                Act(rig, random, moves, scans);
            rig.DeliverAll();
            for (int member = 0; member < Members; member++)
            {
                ulong[] expected = [.. scans.Where(scan => WasIn(moves, member, scan.Value)).Select(scan => scan.Key).Order()];
                rig.ScansOf($"parcel/acme/p{member}").Should().Equal(expected, $"seed {seed}, member {member}");
                long[] kept = [.. rig.Record.Members.Where(each => each.Id == $"parcel/p{member}").SelectMany(each => each.Moves)];
                rig.MovesOf($"parcel/acme/p{member}").Should().Equal(kept, $"seed {seed}, member {member} knows when it was in");
                told += expected.Length;
            }
        }

        told.Should().BeGreaterThan(Cases, "the chance has to put members in");
    }

    private static void Act(ContainerRig rig, Random random, List<(int Member, int Minute, bool IsOut)> moves, Dictionary<ulong, int> scans)
    {
        int member = random.Next(Members);
        int minute = random.Next(50);
        switch (random.Next(8))
        {
            case 0 or 1:
                if (rig.Load($"parcel/p{member}", minute) == Rejection.None)
                    moves.Add((member, minute, false));
                break;
            case 2:
                if (rig.Unload($"parcel/p{member}", minute) == Rejection.None)
                    moves.Add((member, minute, true));
                break;
            case 3:
                if (random.Next(3) == 0 && rig.Remove($"parcel/p{member}") == Rejection.None)
                    moves.RemoveAll(move => move.Member == member);
                break;
            case 4:
                ScanFact scan = A.Scan("24", minute, "resdit");
                if (!rig.Scan(scan).IsDuplicate)
                    scans[scan.Id] = minute;
                break;
            case 5:
                if (scans.Count > 0 && random.Next(4) == 0)
                    TakeBack(rig, scans, scans.Keys.Order().ElementAt(random.Next(scans.Count)));
                break;
            default:
                for (int i = random.Next(6); i > 0 && rig.StepsWaiting > 0; i--)
                    rig.Deliver();
                break;
        }
    }

    private static void TakeBack(ContainerRig rig, Dictionary<ulong, int> scans, ulong id)
    {
        rig.Scan(A.Scan("24", scans[id], "resdit", scan =>
        {
            scan.SourceId = $"void of {id:x16}";
            scan.Corrects = id;
            scan.Void = true;
        })).Rejection.Should().Be(Rejection.None);
        scans.Remove(id);
    }

    private static bool WasIn(List<(int Member, int Minute, bool IsOut)> moves, int member, int minute)
    {
        (int Member, int Minute, bool IsOut)[] before = [.. moves.Where(move => move.Member == member && move.Minute <= minute)];
        if (before.Length == 0)
            return false;
        int last = before.Max(move => move.Minute);
        return before.Where(move => move.Minute == last).All(move => !move.IsOut);
    }
}
