using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Containers;

/// <summary>
/// Goal: a parcel has the scans of each container it was in, be it through others, whatever order loads, unloads, corrections, scans and
/// deliveries come in. Method: seeded chance acts on an air waybill, a consignment, a dispatch and two of its bags; what was said is asked the slow way.
/// </summary>
public sealed class NestedContainersPropertyTests
{
    private const int Cases = 150;
    private const int Parcels = 3;

    private static readonly string[] Ids = ["17312345675", "CN38-7", "MYKULGUSSFOAAEM72072", "MYKULGUSSFOAAEM72072001000028", "MYKULGUSSFOAAEM72072002100028"];

    [Fact]
    public void A_parcel_has_the_scans_of_all_containers_around_it_at_their_times()
    {
        int told = 0;
        for (int seed = 0; seed < Cases; seed++)
        {
            World world = new(new Random(seed));
            for (int i = 0; i < 80; i++)
                world.Act();
            world.DeliverAll();
            for (int parcel = 0; parcel < Parcels; parcel++)
            {
                ulong[] expected = world.Expected(parcel);
                world.Known(parcel).Should().Equal(expected, $"seed {seed}, parcel {parcel}");
                told += expected.Length;
            }
        }

        told.Should().BeGreaterThan(Cases, "the chance has to put parcels in");
    }

    private sealed class World
    {
        private readonly Random _random;
        private readonly ContainerRig[] _rigs;
        private readonly List<(string Member, int Container, int Minute, bool IsOut)> _moves = [];
        private readonly Dictionary<ulong, (int Container, int Minute)> _scans = [];
        private readonly Dictionary<string, Dictionary<ulong, ScanFact>> _known = [];

        public World(Random random)
        {
            _random = random;
            _rigs = [.. Ids.Select(ContainerRig.Created)];
            foreach (ContainerRig rig in _rigs)
                rig.OnTold = Pass;
        }

        public void Act()
        {
            int container = _random.Next(Ids.Length);
            ContainerRig rig = _rigs[container];
            int minute = _random.Next(40);
            string member = MemberOf(container);
            switch (_random.Next(9))
            {
                case 0 or 1 or 2:
                    rig.Load(member, minute).Should().BeOneOf(Rejection.None, Rejection.ContainerMembersFull);
                    _moves.Add((member, container, minute, false));
                    break;
                case 3:
                    if (rig.Unload(member, minute) == Rejection.None)
                        _moves.Add((member, container, minute, true));
                    break;
                case 4:
                    if (_random.Next(3) == 0 && rig.Remove(member) == Rejection.None)
                        _moves.RemoveAll(move => move.Member == member && move.Container == container);
                    break;
                case 5 or 6:
                    ScanFact scan = A.Scan(container % 2 == 0 ? "24" : "48", minute, "resdit", fact => fact.SourceId = Ids[container] + minute);
                    if (!rig.Scan(scan).IsDuplicate)
                        _scans[scan.Id] = (container, minute);
                    break;
                default:
                    for (int i = _random.Next(5); i > 0 && rig.StepsWaiting > 0; i--)
                        rig.Deliver();
                    break;
            }
        }

        public void DeliverAll()
        {
            while (_rigs.Any(rig => rig.StepsWaiting > 0))
            {
                foreach (ContainerRig rig in _rigs.Where(rig => rig.StepsWaiting > 0))
                    rig.Deliver();
            }
        }

        public ulong[] Known(int parcel)
        {
            ScanFact[] all = [.. _known.GetValueOrDefault($"parcel/acme/p{parcel}", []).Values];
            HashSet<ulong> takenBack = [.. all.Where(scan => scan.Void).Select(scan => scan.Corrects)];
            return [.. all.Where(scan => !scan.Void && !takenBack.Contains(scan.Id)).Select(scan => scan.ContainerScan).Distinct().Order()];
        }

        public ulong[] Expected(int parcel) =>
            [.. _scans.Where(scan => IsWithin($"parcel/p{parcel}", scan.Value.Container, scan.Value.Minute)).Select(scan => scan.Key).Order()];

        // A parcel goes into anything; a container only into those before it in the list, and into no bag.
        private string MemberOf(int container)
        {
            int inner = container + 1 + _random.Next(Ids.Length);
            return inner < Ids.Length && container < 3 ? $"container/{Ids[inner]}" : $"parcel/p{_random.Next(Parcels)}";
        }

        private void Pass(string target, DeriveScans derive, long version)
        {
            if (target.StartsWith("parcel", StringComparison.Ordinal))
            {
                if (!_known.TryGetValue(target, out Dictionary<ulong, ScanFact>? known))
                    _known[target] = known = [];
                foreach (ScanFact scan in derive.Scans)
                    known.TryAdd(scan.Id, scan);
                return;
            }

            ContainerRig rig = _rigs[Array.IndexOf(Ids, target["container/acme/".Length..])];
            rig.Turn(turn => turn.Heed(derive).Should().Be(Rejection.None));
            rig.Turn(turn => turn.Heed(derive)).Should().BeNull("the second time nothing changes");
        }

        private bool IsWithin(string member, int container, int minute) => IsIn(member, container, minute)
            || Enumerable.Range(container + 1, Ids.Length - container - 1).Any(inner =>
                IsIn($"container/{Ids[inner]}", container, minute) && IsWithin(member, inner, minute));

        private bool IsIn(string member, int container, int minute)
        {
            var before = _moves.Where(move => move.Member == member && move.Container == container && move.Minute <= minute).ToArray();
            int last = before.Length == 0 ? 0 : before.Max(move => move.Minute);
            return before.Length > 0 && before.Where(move => move.Minute == last).All(move => !move.IsOut);
        }
    }
}
