using Shipments.Bench.Checking;
using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Tests;

public sealed class AnswerCheckTests
{
    private readonly Population _population = new("run1", 1, new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero), new TrafficShape());
    private readonly ScanLedger _ledger = new(100, 64);
    private readonly Violations _violations = new();
    private readonly AnswerCheck _check;
    private readonly List<string> _refused = [];

    public AnswerCheckTests() => _check = new AnswerCheck(_population, _ledger, _violations);

    [Fact]
    public void A_new_scan_that_its_parcel_took_is_noted()
    {
        Take(New(4), Outcome(ScanResult.Recorded, 4)).Should().Be(1);

        _violations.Count.Should().Be(0);
        _ledger.IsAcknowledged(4, 0).Should().BeTrue();
        _check.Recorded.Should().Be(1);
    }

    [Theory]
    [InlineData(ScanResult.Duplicate)]
    [InlineData(ScanResult.Corrected)]
    [InlineData(ScanResult.Unspecified)]
    [InlineData(ScanResult.Held)]
    public void A_new_scan_by_parcel_must_be_recorded(ScanResult result)
    {
        Take(New(4), Outcome(result, 4)).Should().Be(0);

        _violations.Kept.Should().ContainSingle().Which.Should().Be($"parcels/run1-4, scan 0 (New): ended {result}");
        _ledger.IsAcknowledged(4, 0).Should().BeFalse();
    }

    [Fact]
    public void When_a_silo_is_lost_a_new_scan_may_be_known_already_and_is_owed()
    {
        AnswerCheck check = new(_population, _ledger, _violations, isOutage: true);

        check.Take([New(4)], [Outcome(ScanResult.Duplicate, 4)], _refused.Add).Should().Be(1);

        _violations.Count.Should().Be(0);
        (check.Recorded, check.Duplicates).Should().Be((0, 1));
        _ledger.IsAcknowledged(4, 0).Should().BeTrue();
    }

    [Fact]
    public void A_scan_that_another_parcel_took_is_wrong()
    {
        Take(New(4), Outcome(ScanResult.Recorded, 5));

        _violations.Kept.Should().ContainSingle().Which.Should().EndWith("taken by [parcels/run1-5]");
    }

    [Fact]
    public void A_scan_by_number_may_be_held_for_its_parcel_and_is_owed()
    {
        Take(New(4) with { ByNumber = true }, Outcome(ScanResult.Held)).Should().Be(1);

        _violations.Count.Should().Be(0);
        _check.Held.Should().Be(1);
        _ledger.IsAcknowledged(4, 0).Should().BeTrue();
    }

    [Fact]
    public void The_same_scan_acknowledged_as_new_twice_is_wrong()
    {
        Take(New(4), Outcome(ScanResult.Recorded, 4));
        Take(New(4), Outcome(ScanResult.Recorded, 4));

        _violations.Kept.Should().ContainSingle().Which.Should().EndWith("acknowledged twice");
    }

    [Theory]
    [InlineData(ScanResult.Duplicate, 0)]
    [InlineData(ScanResult.Recorded, 1)]
    [InlineData(ScanResult.Merged, 1)]
    public void A_scan_sent_again_must_be_a_duplicate(ScanResult result, int violations)
    {
        Take(New(4) with { Kind = SentKind.Again }, Outcome(result, 4));

        _violations.Count.Should().Be(violations);
    }

    [Theory]
    [InlineData(ScanResult.Held, 0)]
    [InlineData(ScanResult.Recorded, 1)]
    public void A_scan_of_nobody_must_be_held(ScanResult result, int violations)
    {
        Take(New(0) with { Kind = SentKind.OfNobody, ByNumber = true }, Outcome(result));

        _violations.Count.Should().Be(violations);
        _ledger.IsAcknowledged(0, 0).Should().BeFalse();
    }

    [Theory]
    [InlineData(8, "scan refused: ResourceExhausted")]
    [InlineData(14, "scan refused: Unavailable")]
    public void A_refusal_for_the_moment_is_a_failure_and_no_violation(int code, string reason)
    {
        Take(New(4), Refused(code)).Should().Be(0);

        _refused.Should().Equal(reason);
        _violations.Count.Should().Be(0);
        _ledger.IsAcknowledged(4, 0).Should().BeFalse();
    }

    [Fact]
    public void A_refusal_for_good_is_wrong()
    {
        Take(New(4), Refused(3));

        _violations.Kept.Should().ContainSingle().Which.Should().Contain("refused, 3 why");
        _refused.Should().BeEmpty();
    }

    [Fact]
    public void Each_scan_has_its_outcome()
    {
        _check.Take([New(1), New(2)], [Outcome(ScanResult.Recorded, 1)], _refused.Add).Should().Be(0);

        _violations.Kept.Should().Equal("2 scans had 1 outcomes");
    }

    [Fact]
    public void Of_many_violations_the_first_are_kept_in_words()
    {
        for (int i = 0; i <= Violations.KeptMax; i++)
            _violations.Add($"fault {i}");

        _violations.Count.Should().Be(Violations.KeptMax + 1);
        _violations.Kept.Should().HaveCount(Violations.KeptMax).And.StartWith(["fault 0"]).And.NotContain($"fault {Violations.KeptMax}");
    }

    private static SentScan New(int parcel) => new(parcel, 0, SentKind.New, ByNumber: false);

    private static ScanOutcome Refused(int code) =>
        new() { Result = ScanResult.Refused, Error = new Google.Rpc.Status { Code = code, Message = "why" } };

    private ScanOutcome Outcome(ScanResult result, int? parcel = null)
    {
        ScanOutcome outcome = new() { Result = result, ScanId = "0123456789abcdef" };
        if (parcel is { } taker)
            outcome.Parcels.Add(_population.NameOf(taker));
        return outcome;
    }

    private int Take(SentScan sent, ScanOutcome outcome) => _check.Take([sent], [outcome], _refused.Add);
}
