using System.Diagnostics;
using System.Globalization;
using Shipments.Domain.Carriers;
using Xunit.Abstractions;

namespace Shipments.Domain.Tests.Carriers.Fuzz;

/// <summary>
/// Goal: no bytes make an adapter throw, hang, swell or give more than its bounds. Method: damaged copies of every payload of its format, our
/// own and the real ones that are here, 5,000 an adapter. <c>SHIPMENTS_FUZZ_INPUTS</c>, <c>_SEED</c> and <c>_THREADS</c> ask for other runs,
/// <c>_REPORT</c> names a file that gets a line for each; <c>eng/fuzz.sh</c> sets them.
/// </summary>
public sealed class AdapterFuzzTests(ITestOutputHelper output)
{
    private const int InputsUsually = 5_000;
    private const int SeedUsually = 20_261_122;

    public static TheoryData<string> Formats { get; } = [.. CarrierAdapters.Default.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_bytes_make_an_adapter_throw_hang_or_swell(string format)
    {
        long inputs = Setting("INPUTS", InputsUsually);
        int seed = (int)Setting("SEED", SeedUsually);
        int threads = (int)Setting("THREADS", 2);
        Stopwatch clock = Stopwatch.StartNew();
        FuzzTally tally = new FuzzRun(format, seed).Run(inputs, threads);
        string line = Line(format, tally, inputs / clock.Elapsed.TotalSeconds);
        output.WriteLine($"seed {seed}, {FuzzSeeds.ByFormat[format].Length} payloads: {line}");
        if (Environment.GetEnvironmentVariable("SHIPMENTS_FUZZ_REPORT") is { Length: > 0 } report)
            File.AppendAllLines(report, [line, .. tally.Failures]);

        tally.Failures.Should().BeEmpty($"seed {seed} of {format}");
        tally.Inputs.Should().Be(inputs);
        tally.Scans.Should().BeGreaterThan(inputs / 4, "damage that leaves nothing to read proves little");
        tally.Refused.Should().BeGreaterThan(0);
    }

    [Fact]
    public void The_same_seed_and_number_make_the_same_input() =>
        new FuzzRun("cainiao-detail-json", 7).Input(11).Should().Equal(new FuzzRun("cainiao-detail-json", 7).Input(11));

    [Fact]
    public void Every_format_has_payloads_of_our_own_to_damage() =>
        FuzzSeeds.ByFormat.Keys.Should().BeEquivalentTo(CarrierAdapters.Default.Keys);

    private static long Setting(string name, long usual) =>
        long.TryParse(Environment.GetEnvironmentVariable("SHIPMENTS_FUZZ_" + name), NumberStyles.None, CultureInfo.InvariantCulture, out long set) ? set : usual;

    // A row of the report's table.
    private static string Line(string format, FuzzTally tally, double perSecond) => string.Create(
        CultureInfo.InvariantCulture,
        $"| `{format}` | {FuzzSeeds.ByFormat[format].Length} | {tally.Inputs:N0} | {perSecond:N0} | {tally.Refused:N0} | {tally.Items:N0} | {tally.ItemFaults:N0} | {tally.NotFound:N0} | {tally.Scans:N0} | {tally.ScanFaults:N0} | {tally.Linked:N0} | {tally.Slowest.Time.TotalMilliseconds:0.0} | {tally.Greediest.Bytes / 1024:N0} | {tally.LargestInput / 1024:N0} | {tally.Failures.Count} |");
}
