using Shipments.Bench.Checking;

namespace Shipments.Bench.Tests;

public sealed class ScanLedgerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(480)]
    public void A_parcel_has_so_many_scans_and_not_one_more(int stepsMax)
    {
        ScanLedger ledger = new(parcelsMax: 20_000, stepsMax);

        for (int i = 0; i < stepsMax; i++)
        {
            ledger.TryNext(16_384, out int step).Should().BeTrue();
            step.Should().Be(i);
        }

        ledger.TryNext(16_384, out _).Should().BeFalse();
        ledger.SentOf(16_384).Should().Be(stepsMax);
        ledger.SentOf(16_383).Should().Be(0);
        ledger.Sent.Should().Be(stepsMax);
    }

    [Fact]
    public void Each_acknowledgement_counts_once()
    {
        ScanLedger ledger = new(10, 130);

        foreach (int step in new[] { 0, 63, 64, 129 })
        {
            ledger.IsAcknowledged(3, step).Should().BeFalse();
            ledger.Acknowledge(3, step).Should().BeTrue();
            ledger.Acknowledge(3, step).Should().BeFalse();
            ledger.IsAcknowledged(3, step).Should().BeTrue();
        }

        ledger.AcknowledgedOf(3).Should().Be(4);
        ledger.AcknowledgedOf(2).Should().Be(0);
    }

    [Fact]
    public void Callers_side_by_side_get_each_scan_once()
    {
        ScanLedger ledger = new(1, 4_096);
        int[] taken = new int[4_096];

        Parallel.For(0, 5_000, _ =>
        {
            if (ledger.TryNext(0, out int step))
                Interlocked.Increment(ref taken[step]);
        });

        taken.Should().AllBeEquivalentTo(1);
        ledger.Sent.Should().Be(4_096);
    }
}
