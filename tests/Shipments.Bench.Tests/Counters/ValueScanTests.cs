using System.Text;
using Shipments.Bench.Counters;

namespace Shipments.Bench.Tests.Counters;

public sealed class ValueScanTests
{
    private static readonly WatchedInstrument Rows = new("M", "rows", false);
    private static readonly WatchedInstrument Dirt = new("M", "dirty", true);

    [Fact]
    public void The_sum_of_a_counter_and_the_value_of_a_gauge_are_found()
    {
        ValueScan scan = new([Rows, Dirt]);

        scan.Take(Event("s", "M", "", "rows", "{row}", "", "12", "4096.5")).Should().Equal(new CounterValue("rows", 4096.5));
        scan.Take(Event("s", "M", "", "dirty", "By", "", "7")).Should().Equal(new CounterValue("dirty", 7));
    }

    [Fact]
    public void Values_are_found_once_wherever_the_bytes_were_torn()
    {
        byte[] trace =
        [
            1, 2, 3, .. Event("s", "M", "", "rows", "{row}", "", "12", "40"), 9, .. Event("s", "M", "", "dirty", "By", "", "7"), 4, 4,
            .. Event("s", "M", "", "rows", "{row}", "", "1", "41"), .. new byte[64],
        ];
        for (int cut = 0; cut <= trace.Length; cut++)
        {
            ValueScan scan = new([Rows, Dirt]);

            CounterValue[] found = [.. scan.Take(trace.AsSpan(0, cut)), .. scan.Take(trace.AsSpan(cut))];

            found.Where(value => value.Name == "rows").Select(value => value.Value).Should().Equal([40, 41], $"torn at {cut}");
            found.Where(value => value.Name == "dirty").Select(value => value.Value).Should().Equal([7], $"torn at {cut}");
        }
    }

    [Fact]
    public void Byte_after_byte_is_the_same()
    {
        ValueScan scan = new([Rows]);
        List<CounterValue> found = [];
        foreach (byte one in (byte[])[.. Event("s", "M", "", "rows", "", "", "1", "5"), .. Event("s", "M", "", "rows", "", "", "1", "6")])
            found.AddRange(scan.Take([one]));

        found.Select(value => value.Value).Should().Equal(5, 6);
    }

    [Fact]
    public void An_event_that_tells_of_an_instrument_and_not_of_its_value_is_passed()
    {
        ValueScan scan = new([Rows]);

        scan.Take(Event("s", "M", "", "rows", "Counter`1", "{row}", "State rows asked for.", "more")).Should().BeEmpty();
        scan.Take(Event("s", "M", "", "rows", "{row}", "", "1", "5")).Should().ContainSingle();
    }

    [Fact]
    public void What_never_ends_is_dropped_at_the_bound()
    {
        ValueScan scan = new([Rows]);
        byte[] noise = new byte[ValueScan.KeptBytesMax + 2];
        Array.Fill(noise, (byte)1);

        scan.Take(Encoding.Unicode.GetBytes("rows\0")).Should().BeEmpty();
        scan.Take(noise).Should().BeEmpty();
        scan.Take(Event("s", "M", "", "rows", "", "", "1", "5")).Should().Equal(new CounterValue("rows", 5));
    }

    private static byte[] Event(params string[] texts) => Encoding.Unicode.GetBytes(string.Concat(texts.Select(text => text + '\0')));
}
