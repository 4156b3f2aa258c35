using Shipments.Bench.Counters;

namespace Shipments.Bench.Tests.Counters;

public sealed class DiagnosticPortTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    /// <summary>Goal: the runtime of today answers the request and its trace is read. Method: this process asks itself.</summary>
    [Fact]
    public async Task A_process_tells_what_it_allocated()
    {
        using CancellationTokenSource limit = new(Within);
        await using Stream? trace = await DiagnosticPort.OpenAsync(Environment.ProcessId, [WatchedInstrument.Allocated], limit.Token);
        trace.Should().NotBeNull("this process answers to tools of its own user");
        ValueScan scan = new([WatchedInstrument.Allocated]);
        byte[] buffer = new byte[1 << 16];
        List<CounterValue> told = [];
        while (told.Count < 2)
        {
            int read = await trace!.ReadAsync(buffer, limit.Token).AsTask().WaitAsync(Within);
            read.Should().BePositive("two values were awaited before the trace ended");
            told.AddRange(scan.Take(buffer.AsSpan(0, read)));
            GC.KeepAlive(new byte[1 << 20]);
        }

        told[1].Value.Should().BeGreaterThan(told[0].Value).And.BeLessThanOrEqualTo(GC.GetTotalAllocatedBytes(precise: true));
    }

    [Fact]
    public async Task A_process_that_is_not_there_tells_nothing() =>
        (await DiagnosticPort.OpenAsync(int.MaxValue, WatchedInstrument.All, CancellationToken.None)).Should().BeNull();

    [Fact]
    public void A_request_states_its_own_length()
    {
        byte[] request = DiagnosticPort.Request([new WatchedInstrument("M", "n", true)]);

        request[..14].Should().Equal("DOTNET_IPC_V1\0"u8.ToArray());
        BitConverter.ToUInt16(request, 14).Should().Be((ushort)request.Length);
    }
}
