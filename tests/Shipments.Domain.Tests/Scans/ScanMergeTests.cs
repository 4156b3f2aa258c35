using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Scans;

public sealed class ScanMergeTests
{
    [Fact]
    public void A_richer_copy_adds_what_was_missing()
    {
        ScanFact poor = A.Scan("Departed", 0, with: fact => fact.Place = new PlaceRecord { Office = "CNBJSA" });
        ScanFact rich = A.Scan("Departed", 0, with: fact =>
        {
            fact.Place = new PlaceRecord { Office = "CNBJSA", City = "Beijing", Country = "CN" };
            fact.Text = "Departed from office of exchange";
        });
        rich.Id.Should().Be(poor.Id);
        ParcelRig rig = ParcelRig.Registered().RecordEach(poor);

        rig.RecordTwice(rich).Result.Should().Be(ScanResultKind.Merged);
        rig.RecordTwice(poor).Result.Should().Be(ScanResultKind.Duplicate);

        rig.Scan(poor.Id).Fact.Place.City.Should().Be("Beijing");
        rig.Scan(poor.Id).Fact.Text.Should().Be("Departed from office of exchange");
    }

    [Fact]
    public void A_zone_that_is_known_replaces_one_that_is_not()
    {
        ScanFact unknown = A.Unzoned("Departed", 480);
        ScanFact known = A.Scan("Departed", 480, with: fact =>
            fact.Time = EventTimes.FromLocal(A.At(480).UtcDateTime, TimeSpan.FromHours(8), ZoneSource.Explicit, ""));
        known.Id.Should().Be(unknown.Id, "the local time is the same");

        ParcelRig rig = ParcelRig.Registered().RecordEach(known, unknown);

        rig.Scan(known.Id).UtcMs.Should().Be(A.Ms(0));
    }

    [Fact]
    public void Merging_is_commutative_associative_and_idempotent()
    {
        for (int seed = 0; seed < 2_000; seed++)
        {
            RandomScans random = new(seed);
            ScanFact a = random.One(1, 5);
            ScanFact b = random.Copy(a);
            ScanFact c = random.Copy(random.Next(2) == 0 ? a : b);
            foreach (ScanFact fact in new[] { a, b, c }.Where(fact => fact.CarrierEta is not null))
                fact.CarrierEta.SaidMs = fact.ReceivedMs;

            ScanMerge.Merge(a, b).Should().Be(ScanMerge.Merge(b, a), $"commutative, seed {seed}");
            ScanMerge.Merge(a, ScanMerge.Merge(b, c)).Should().Be(ScanMerge.Merge(ScanMerge.Merge(a, b), c), $"associative, seed {seed}");
            ScanMerge.Merge(a, a).Should().Be(a, $"idempotent, seed {seed}");
            ScanMerge.Merge(ScanMerge.Merge(a, b), b).Should().Be(ScanMerge.Merge(a, b), $"absorbing, seed {seed}");
        }
    }

    [Fact]
    public void A_scan_without_an_id_gets_the_one_of_its_content()
    {
        ScanFact scan = A.Scan("Departed", 0);
        ScanFact bare = scan.Clone();
        bare.Id = 0;

        ParcelRig.Registered().RecordTwice(bare).ScanId.Should().Be(scan.Id);
        bare.Id.Should().Be(0, "what came in is not changed");
    }
}
