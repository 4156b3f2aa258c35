using Shipments.Bench.Checking;
using Shipments.Bench.Driving;
using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Tests;

public sealed class ScanSourceTests
{
    private static readonly DateTimeOffset Began = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Scans_have_the_shares_of_the_shape()
    {
        TrafficShape shape = new() { Unknown = 0.1, Duplicates = 0.2, ByNumber = 0.5 };
        (SentScan[] sent, Scan[] scans) = Fill(shape, parcels: 2_000, count: 20_000, isHot: false, acknowledge: true);

        Share(sent, scan => scan.Kind == SentKind.OfNobody).Should().BeApproximately(0.1, 0.01);
        Share(sent, scan => scan.Kind == SentKind.Again).Should().BeApproximately(0.2, 0.05);
        Share(sent, scan => scan is { Kind: SentKind.New, ByNumber: true }).Should().BeApproximately(0.36, 0.04);
        scans.Zip(sent).Should().OnlyContain(pair => (pair.First.SubjectCase == Scan.SubjectOneofCase.TrackingNumber) == pair.Second.ByNumber);
    }

    [Fact]
    public void A_scan_sent_again_is_the_same_to_the_letter()
    {
        (SentScan[] sent, Scan[] scans) = Fill(new TrafficShape { Duplicates = 0.5 }, parcels: 20, count: 600, isHot: false, acknowledge: true);

        var again = sent.Zip(scans).Where(pair => pair.First.Kind == SentKind.Again).ToArray();
        again.Should().NotBeEmpty();
        foreach ((SentScan copy, Scan scan) in again)
            sent.Zip(scans).Where(pair => pair.First.Kind == SentKind.New && pair.First.Parcel == copy.Parcel && pair.First.Step == copy.Step)
                .Should().ContainSingle().Which.Second.Should().Be(scan);
    }

    [Fact]
    public void Nothing_is_sent_again_before_it_was_acknowledged()
    {
        (SentScan[] sent, _) = Fill(new TrafficShape { Duplicates = 0.5, Unknown = 0 }, parcels: 20, count: 500, isHot: false, acknowledge: false);

        sent.Should().OnlyContain(scan => scan.Kind == SentKind.New);
    }

    [Fact]
    public void A_hot_parcel_is_followed_by_the_next_when_it_has_had_all()
    {
        TrafficShape shape = new() { StepsMax = 480, Unknown = 0, Duplicates = 0 };
        (SentScan[] sent, _) = Fill(shape, parcels: 2, count: 960, isHot: true, acknowledge: false);

        sent.Select(scan => scan.Parcel).Should().Equal(Enumerable.Range(0, 960).Select(i => i / 480));
    }

    [Fact]
    public void When_the_parcels_have_had_all_their_scans_it_says_so()
    {
        TrafficShape shape = new() { StepsMax = 4, Unknown = 0, Duplicates = 0 };
        (ScanSource source, _, _) = Make(shape, parcels: 1, isHot: false);
        Random random = new(1);

        source.TryFill(random, new RecordScansRequest().Scans, new SentScan[4]).Should().BeTrue();
        source.TryFill(random, new RecordScansRequest().Scans, new SentScan[1]).Should().BeFalse();
    }

    [Fact]
    public void Scans_of_nobody_are_counted_by_their_number()
    {
        (ScanSource source, _, _) = Make(new TrafficShape { Unknown = 1 }, parcels: 1, isHot: false);
        SentScan[] sent = new SentScan[6];
        source.TryFill(new Random(1), new RecordScansRequest().Scans, sent).Should().BeTrue();

        source.Nobodys.Should().BeEmpty();
        source.Acknowledged(sent);

        source.Nobodys.Should().Equal(4, 2);
    }

    private static double Share(SentScan[] sent, Func<SentScan, bool> which) => (double)sent.Count(which) / sent.Length;

    private static (SentScan[] Sent, Scan[] Scans) Fill(TrafficShape shape, int parcels, int count, bool isHot, bool acknowledge)
    {
        (ScanSource source, ScanLedger ledger, _) = Make(shape, parcels, isHot);
        Random random = new(11);
        List<SentScan> all = [];
        RecordScansRequest request = new();
        SentScan[] one = new SentScan[1];
        for (int i = 0; i < count; i++)
        {
            source.TryFill(random, request.Scans, one).Should().BeTrue($"of scan {i}");
            if (acknowledge && one[0].Kind == SentKind.New)
                ledger.Acknowledge(one[0].Parcel, one[0].Step);
            all.Add(one[0]);
        }

        return ([.. all], [.. request.Scans]);
    }

    private static (ScanSource Source, ScanLedger Ledger, ParcelRange Range) Make(TrafficShape shape, int parcels, bool isHot)
    {
        Population population = new("run1", 1, Began, shape);
        ScanLedger ledger = new(parcels, shape.StepsMax);
        ParcelRange range = new(parcels);
        (int first, int count) = range.Take(parcels);
        range.Add(first, count);
        return (new ScanSource(population, ledger, new ParcelChoice(range), isHot), ledger, range);
    }
}
