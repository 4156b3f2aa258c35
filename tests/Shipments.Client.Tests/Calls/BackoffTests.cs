namespace Shipments.Client.Tests.Calls;

public sealed class BackoffTests
{
    private static readonly ShipmentsClientOptions s_options = new();

    [Fact]
    public void A_pause_doubles_up_to_its_bound_and_half_of_it_is_chance()
    {
        const int seed = 11;
        Backoff backoff = new(s_options, new Jitter(seed));
        double[] milliseconds = [100, 200, 400, 800, 1600, 3200, 5000, 5000];

        for (int i = 0; i < milliseconds.Length; i++)
        {
            double pause = backoff.After(i + 1, TimeSpan.Zero).TotalMilliseconds;
            pause.Should().BeInRange(milliseconds[i] / 2, milliseconds[i], $"of failure {i + 1} with seed {seed}");
        }
    }

    [Fact]
    public void What_the_server_asks_for_comes_first()
    {
        Backoff backoff = new(s_options, new Jitter(1));

        backoff.After(1, TimeSpan.FromMinutes(10)).Should().BeGreaterThan(TimeSpan.FromMinutes(10)).And.BeLessThan(TimeSpan.FromMinutes(10.1));
    }

    [Fact]
    public void The_same_seed_gives_the_same_pauses_and_another_gives_others()
    {
        TimeSpan[] Pauses(int seed) => [.. Enumerable.Range(1, 5).Select(new Backoff(s_options, new Jitter(seed)).After0)];

        Pauses(3).Should().Equal(Pauses(3));
        Pauses(3).Should().NotEqual(Pauses(4));
    }

    [Fact]
    public void Very_many_failures_do_not_overflow() =>
        new Backoff(s_options, new Jitter(1)).After(int.MaxValue, TimeSpan.Zero).Should().BeLessThanOrEqualTo(s_options.BackoffMax);
}

internal static class BackoffCalls
{
    public static TimeSpan After0(this Backoff backoff, int failures) => backoff.After(failures, TimeSpan.Zero);
}
