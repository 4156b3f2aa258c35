using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Silence;

/// <summary>
/// Goal: silence leaves no trace in what scans add up to, in whatever order they come. Method: seeded random scans in random order, recorded by
/// two parcels of which one is woken at random times between them, often enough late to be expired; after one more scan both are the same. The
/// rig replays every entry byte for byte on the way, and what an entry says was before is what was after the one before it.
/// </summary>
public sealed class ParcelSilencePropertyTests
{
    private const int Cases = 600;
    private const double Day = 24 * 60;

    [Fact]
    public void A_woken_parcel_is_after_the_next_scan_as_one_that_was_never_woken()
    {
        (int stalled, int expired) = (0, 0);
        for (int seed = 0; seed < Cases; seed++)
        {
            RandomScans random = new(seed + 70_000);
            ScanFact[] copies = random.Make(14);
            random.Shuffle(copies);
            (ParcelRig woken, ParcelRig never) = (ParcelRig.Registered(), ParcelRig.Registered());
            double clock = 1_000;
            foreach (ScanFact copy in copies)
            {
                for (int wakes = random.Next(4); wakes > 0; wakes--)
                    (stalled, expired) = Wake(woken, clock += random.Next(40) * Day, stalled, expired, $"seed {seed + 70_000}");
                clock += Day;
                woken.At(clock).Record(copy.Clone());
                never.At(clock).Record(copy.Clone());
            }

            ScanFact last = A.Scan("?last", 450);
            woken.At(clock + Day).Record(last)[0].PhaseAfter.Should().Be(never.At(clock + Day).Record(last.Clone())[0].PhaseAfter, $"seed {seed + 70_000}");

            woken.Decided.ToString().Should().Be(never.Decided.ToString(), $"seed {seed + 70_000}");
            woken.State.DueMs.Should().Be(never.State.DueMs, $"seed {seed + 70_000}");
        }

        stalled.Should().BeGreaterThan(Cases / 4, "the chance has to stall parcels");
        expired.Should().BeGreaterThan(Cases / 4, "the chance has to expire parcels");
    }

    private static (int Stalled, int Expired) Wake(ParcelRig rig, double at, int stalled, int expired, string why)
    {
        bool isDue = rig.State.DueMs != 0 && rig.State.DueMs <= A.Ms(at);
        bool wasStalled = rig.Decided.Stalled;
        ParcelEntry? entry = rig.At(at).Turn(turn => turn.Wake());
        (entry is not null).Should().Be(isDue, $"it decides when it is due and only then, {why}");
        rig.At(at).Turn(turn => turn.Wake()).Should().BeNull($"once woken it is not due at the same time, {why}");
        return (stalled + (rig.Decided.Stalled && !wasStalled ? 1 : 0), expired + (entry is not null && rig.Phase == Phase.Expired ? 1 : 0));
    }
}
