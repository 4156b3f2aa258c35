using Shipments.Domain.Eta;
using Xunit.Abstractions;

namespace Shipments.Domain.Tests.Eta;

public sealed class HazardCurveTests(ITestOutputHelper output)
{
    private const int Last = 80;

    [Fact]
    public void Whoever_is_tried_within_a_bucket_is_spread_evenly_over_it()
    {
        double[] shares = new double[EtaBuckets.Count];
        shares[Last] = 1;
        double[] ages = new double[2];
        CurveShares.Find(new HazardCurve(shares, Last), 0, [0.25, 0.5], ages);
        double width = EtaBuckets.ToMs(Last) - EtaBuckets.FromMs(Last);
        ages[0].Should().BeApproximately(EtaBuckets.FromMs(Last) + (0.25 * width), 0.002 * width);
        ages[1].Should().BeApproximately(EtaBuckets.FromMs(Last) + (0.5 * width), 0.002 * width);
    }

    /// <summary>Goal: looking an age up gives what adding up bucket by bucket gives. Method: 500 seeded curves, ages and shares.</summary>
    [Fact]
    public void An_age_is_where_so_many_have_been_tried()
    {
        for (int seed = 1; seed <= 500; seed++)
        {
            Random random = new(seed);
            double[] shares = new double[EtaBuckets.Count];
            for (int i = 40; i < 100; i++)
                shares[i] = random.Next(3) == 0 ? 0 : random.NextDouble() * 0.3;
            HazardCurve curve = new(shares, 99);
            double age = random.NextDouble() * EtaBuckets.FromMs(90);
            double share = 0.02 + (random.NextDouble() * 0.96);
            double[] found = new double[1];
            CurveShares.Find(curve, age, [share], found);

            double reached = curve.UpTo(age, EtaBuckets.Of((long)age));
            double until = curve.UpTo(found[0], EtaBuckets.Of((long)found[0]));
            double tried = (1 - Math.Exp(reached - until)) / (1 - Math.Exp(reached - curve.Whole));
            found[0].Should().BeGreaterThanOrEqualTo(age, $"seed {seed}");
            tried.Should().BeApproximately(share, 0.02, $"seed {seed}, {age} ms, share {share}");
        }

        output.WriteLine("seeds 1 to 500");
    }
}
