using Google.Protobuf;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

/// <summary>
/// Goal: the state is a function of the set of scans and of nothing else. Method: seeded random sets, recorded in random order and in calls
/// of random size; each case names its seed when it fails. The rig replays every entry byte for byte on the way.
/// </summary>
public sealed class ParcelFoldPropertyTests
{
    private const int Cases = 1_500;

    [Fact]
    public void What_is_decided_is_what_the_dumb_twin_decides()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            RandomScans random = new(seed);
            ScanFact[] copies = random.Make(14);
            random.Shuffle(copies);
            ParcelRig rig = RecordAll(random, copies);

            ParcelDecided expected = DumbFold.Decide(ParcelRig.Registration(), copies);

            rig.Decided.ToString().Should().Be(expected.ToString(), $"that is what the twin says of seed {seed}");
        }
    }

    [Fact]
    public void Any_order_of_arrival_gives_the_same_state()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            RandomScans random = new(seed + 10_000);
            ScanFact[] copies = random.Make(14);
            ParcelRig first = RecordAll(random, copies);
            random.Shuffle(copies);

            ParcelRig second = RecordAll(random, copies);

            Text(second).Should().Be(Text(first), $"order does not matter, seed {seed + 10_000}");
        }
    }

    [Fact]
    public void A_scan_that_is_known_changes_nothing()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            RandomScans random = new(seed + 20_000);
            ScanFact[] copies = random.Make(14);
            ParcelRig rig = RecordAll(random, copies);
            ScanFact[] again = [.. rig.State.ReadScans().Select(scan => scan.Fact)];
            random.Shuffle(again);

            IReadOnlyList<ScanVerdict> verdicts = [];
            ParcelEntry? entry = rig.Turn(turn => verdicts = turn.Record(again, ParcelRig.NotRouted));

            entry.Should().BeNull($"all is known, seed {seed + 20_000}");
            verdicts.Should().OnlyContain(verdict => verdict.Result == ScanResultKind.Duplicate);
        }
    }

    [Fact]
    public void Replaying_all_entries_from_nothing_gives_the_live_state_byte_for_byte()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            RandomScans random = new(seed + 30_000);
            ParcelRig rig = RecordAll(random, random.Make(20));

            ParcelState replayed = rig.Entries.Aggregate(
                ParcelState.Empty, (state, entry) => ParcelReplay.Apply(state, entry.ToByteArray()));

            replayed.Bytes.ToArray().Should().Equal(rig.State.Bytes.ToArray(), $"seed {seed + 30_000}");
        }
    }

    [Fact]
    public void Corrections_in_any_order_give_the_same_state()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            RandomScans random = new(seed + 40_000);
            ScanFact[] scans = random.Make(8);
            foreach (ScanFact scan in scans.Where(_ => random.Next(2) == 0))
            {
                scan.Corrects = (ulong)(1 + random.Next(8));
                scan.Void = random.Next(3) == 0;
            }

            ParcelRig first = RecordAll(random, scans);
            random.Shuffle(scans);
            ParcelRig second = RecordAll(random, scans);

            Text(second).Should().Be(Text(first), $"seed {seed + 40_000}");
            second.Decided.ToString().Should().Be(DumbFold.Decide(ParcelRig.Registration(), scans).ToString(), $"seed {seed + 40_000}");
        }
    }

    [Fact]
    public void What_is_appended_in_order_is_what_folding_anew_gives()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            RandomScans random = new(seed + 50_000);
            ScanFact[] scans = [.. random.Make(20).DistinctBy(scan => scan.Id).OrderBy(scan => scan.Time.UtcMs)];
            foreach (ScanFact scan in scans)
                scan.Corrects = 0;
            ParcelRig appended = ParcelRig.Registered();
            foreach (ScanFact scan in scans)
                appended.Record(scan);
            ScanLog log = new(appended.State.ReadRecord().ScanLog.Memory);

            ParcelDecided anew = ParcelFold.Whole(ParcelTerms.Of(ParcelRig.Registration()), log);

            appended.Decided.Should().Be(anew, $"seed {seed + 50_000}");
            log.Changes().Should().BeEmpty($"the marks of the scans agree too, seed {seed + 50_000}");
        }
    }

    private static ParcelRig RecordAll(RandomScans random, ScanFact[] copies)
    {
        ParcelRig rig = ParcelRig.Registered();
        for (int at = 0; at < copies.Length;)
        {
            int take = Math.Min(1 + random.Next(4), copies.Length - at);
            rig.Record(copies[at..(at + take)]).Should().NotContain(verdict => verdict.Result == ScanResultKind.Refused);
            at += take;
        }

        return rig;
    }

    /// <summary>What was decided and the scans, without the order in which they came.</summary>
    private static string Text(ParcelRig rig)
    {
        IEnumerable<string> scans = rig.State.ReadScans().Select(scan =>
        {
            StoredScan copy = scan.Clone();
            copy.Arrival = 0;
            return copy.ToString();
        });
        return rig.Decided + "\n" + string.Join('\n', scans);
    }
}
