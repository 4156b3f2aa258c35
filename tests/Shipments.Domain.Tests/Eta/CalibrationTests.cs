using Shipments.Domain.Eta;
using Xunit.Abstractions;

namespace Shipments.Domain.Tests.Eta;

/// <summary>Goal: windows cover what they say they do. Method: seeded parcels of a known spread as the past, others of the same spread as the test.</summary>
public sealed class CalibrationTests(ITestOutputHelper output)
{
    private const string Lane = "CN-US/std";

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(12)]
    public void A_little_more_than_eighty_percent_of_the_attempts_come_by_the_P80_where_nothing_changes(double passedDays)
    {
        Random random = new(41);
        LanePast past = new();
        for (double day = 0; day < 100; day += 0.01)
            Add(past, day, Spread(random), 100);
        ForecastTable table = LanePast.Table(100, (Lane, past));
        EtaWindow window = table.Window(Lane, EtaPoint.PickedUp, LanePast.At(100 - passedDays), LanePast.At(100))!.Value;
        (double half, double most, double nearlyAll) = Covered(random, window, passedDays);

        output.WriteLine($"seed 41, {passedDays} days passed: {half:P1}, {most:P1}, {nearlyAll:P1}");
        half.Should().BeInRange(0.47, 0.53);
        most.Should().BeInRange(0.79, 0.85);
        nearlyAll.Should().BeInRange(0.935, 0.965);
    }

    [Fact]
    public void A_jam_shows_before_those_in_it_arrive()
    {
        Random random = new(42);
        LanePast past = new();
        for (double day = 0; day < 100; day += 0.01)
            Add(past, day, Spread(random) + (day > 80 ? 10 : 0), 100);
        (double before, _, _) = LanePast.Days(LanePast.Table(80, (Lane, Until(80))), Lane, EtaPoint.PickedUp, 80, 80);
        (double now, double most, _) = LanePast.Days(LanePast.Table(100, (Lane, past)), Lane, EtaPoint.PickedUp, 100, 100);
        output.WriteLine($"P50 {before:F1} days before, {now:F1} in the jam, P80 {most:F1}");
        now.Should().BeGreaterThan(before + 0.5, "the first of the jam are overdue for some days, and none of them has arrived");

        LanePast Until(double last)
        {
            Random again = new(42);
            LanePast quiet = new();
            for (double day = 0; day < last; day += 0.01)
                Add(quiet, day, Spread(again), last);
            return quiet;
        }
    }

    [Fact]
    public void A_lane_whose_windows_were_too_short_makes_them_longer_and_one_whose_were_too_long_shorter()
    {
        (double right, double tooShort, double tooLong) = (P80(500, 300, 200), P80(350, 250, 400), P80(700, 200, 100));
        tooShort.Should().BeGreaterThan(right * 1.05);
        tooLong.Should().BeLessThan(right * 0.95);
        P80(0, 0, 1_000_000).Should().BeApproximately(P80(0, 0, 10_000_000), 0.05 * right, "a correction is bounded");
        P80(0, 0, 1).Should().BeApproximately(right, 0.03 * right, "one window corrects next to nothing");
    }

    [Theory]
    [InlineData(500, 300, 200, 0.5, 0.82, 0.95)]
    [InlineData(400, 200, 400, 0.65, 0.91, 0.975)]
    [InlineData(0, 0, 1000, 0.731, 0.916, 0.981)]
    public void Shares_are_taken_where_attempts_came(int byHalf, int byMost, int later, double half, double most, double nearlyAll)
    {
        float[] windows = [byHalf * 1000F, byMost * 1000F, later * 1000F];
        double[] shares = new double[3];
        ShareCorrection.Write(windows, windows, shares);
        shares[0].Should().BeApproximately(half, 0.002);
        shares[1].Should().BeApproximately(most, 0.002);
        shares[2].Should().BeApproximately(nearlyAll, 0.002);
    }

    private static double P80(int byHalf, int byMost, int later)
    {
        Random random = new(43);
        LanePast past = new();
        for (double day = 0; day < 100; day += 0.1)
            Add(past, day, Spread(random), 100);
        past.Windows(EtaPoint.PickedUp, 95, byHalf, byMost, later);
        return LanePast.Days(LanePast.Table(100, (Lane, past)), Lane, EtaPoint.PickedUp, 100, 100).P80;
    }

    private static void Add(LanePast past, double day, double takes, double now)
    {
        if (day + takes <= now)
            past.Tried(EtaPoint.PickedUp, day, takes);
        else
            past.Waits(EtaPoint.PickedUp, day);
    }

    // About twelve days, half of them between ten and fourteen.
    private static double Spread(Random random)
    {
        double sum = 0;
        for (int i = 0; i < 12; i++)
            sum += random.NextDouble();
        return 12 * Math.Exp(0.25 * (sum - 6));
    }

    private static (double Half, double Most, double NearlyAll) Covered(Random random, EtaWindow window, double passedDays)
    {
        (int all, int half, int most, int nearlyAll) = (0, 0, 0, 0);
        while (all < 20_000)
        {
            double takes = Spread(random);
            if (takes <= passedDays)
                continue;
            long attempt = LanePast.At(100 - passedDays + takes);
            all++;
            half += attempt <= window.P50Ms ? 1 : 0;
            most += attempt <= window.P80Ms ? 1 : 0;
            nearlyAll += attempt <= window.P95Ms ? 1 : 0;
        }

        return ((double)half / all, (double)most / all, (double)nearlyAll / all);
    }
}
