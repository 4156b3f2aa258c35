using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Shipments.TestKit;
using Shipments.TestKit.Certificates;

namespace Shipments.Api.Tests.Connections;

/// <summary>Connections over TLS whose handshake is done, over pipes in memory.</summary>
public sealed class TlsConnectionsTests : IDisposable
{
    private const int BigBytes = 10 * 1024 * 1024;

    private readonly TestAuthority _authority = new("ours");
    private readonly Wire _wire = Wire.Create();
    private readonly TlsProcess _silo;
    private readonly TlsProcess _client;

    public TlsConnectionsTests()
    {
        _silo = new TlsProcess(_authority.Settings("silo"));
        _client = new TlsProcess(_authority.Settings("client"));
    }

    public void Dispose()
    {
        _silo.Dispose();
        _client.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task Both_ways_bytes_arrive_as_they_were_sent()
    {
        var (caller, called) = await ConnectAsync();

        await caller.Output.WriteAsync("where is p1"u8.ToArray());
        await called.Output.WriteAsync("in Liège"u8.ToArray());

        (await ReadAsync(called.Input, 11)).Should().Equal("where is p1"u8.ToArray());
        (await ReadAsync(caller.Input, 9)).Should().Equal("in Liège"u8.ToArray());
        _silo.Log.Should().BeEmpty();
        _client.Log.Should().BeEmpty();
    }

    [Fact]
    public async Task A_certificate_by_an_authority_between_is_good()
    {
        Dictionary<string, string?> settings = _authority.Settings("far");
        (settings["Shipments:Cluster:Tls:CertificateFile"], settings["Shipments:Cluster:Tls:KeyFile"]) = _authority.IssueByAnother("far");
        using TlsProcess far = new(settings);
        TlsProcess.Connection caller = far.Open(_wire.Caller), called = _silo.Accept(_wire.Called);

        await (await caller.Clear.Awaiting("the caller's handshake")).Output.WriteAsync("far"u8.ToArray());

        (await ReadAsync((await called.Clear.Awaiting("the handshake")).Input, 3)).Should().Equal("far"u8.ToArray());
    }

    [Fact]
    public async Task Big_messages_pass_both_ways_at_once()
    {
        const int seed = 20261122;
        byte[] there = new byte[BigBytes], back = new byte[BigBytes];
        new Random(seed).NextBytes(there);
        new Random(seed + 1).NextBytes(back);
        var (caller, called) = await ConnectAsync();

        Task sending = Task.WhenAll(caller.Output.WriteAsync(there).AsTask(), called.Output.WriteAsync(back).AsTask());
        Task<byte[]> got = ReadAsync(called.Input, BigBytes);
        byte[] answered = await ReadAsync(caller.Input, BigBytes);

        (await got).AsSpan().SequenceEqual(there).Should().BeTrue($"the bytes of seed {seed} were sent");
        answered.AsSpan().SequenceEqual(back).Should().BeTrue($"the bytes of seed {seed + 1} were sent");
        await sending.Awaiting("the end of both writers");
    }

    [Fact]
    public async Task Nobody_on_the_way_reads_what_is_said()
    {
        Wire callers = Wire.Create(), calleds = Wire.Create();
        MemoryStream seen = new();
        Task tapping = Task.WhenAll(TapAsync(callers.Called.Input, calleds.Caller.Output, seen), TapAsync(calleds.Caller.Input, callers.Called.Output, new MemoryStream()));
        TlsProcess.Connection caller = _client.Open(callers.Caller), called = _silo.Accept(calleds.Called);
        IDuplexPipe clear = await caller.Clear.Awaiting("the caller's handshake");
        byte[] secret = Encoding.ASCII.GetBytes("the secret of parcel p1");

        await clear.Output.WriteAsync(secret);

        (await ReadAsync((await called.Clear.Awaiting("the called's handshake")).Input, secret.Length)).Should().Equal(secret);
        caller.Finish();
        called.Finish();
        await tapping.Awaiting("the end of the connection");
        seen.ToArray().AsSpan().IndexOf("secret"u8).Should().Be(-1);
        seen.Length.Should().BeGreaterThan(secret.Length);
    }

    [Fact]
    public async Task The_other_sides_end_is_the_end_of_the_input()
    {
        TlsProcess.Connection caller = _client.Open(_wire.Caller), called = _silo.Accept(_wire.Called);
        IDuplexPipe clear = await called.Clear.Awaiting("the handshake");
        await (await caller.Clear.Awaiting("the caller's handshake")).Output.WriteAsync("last"u8.ToArray());

        caller.Finish();
        await caller.Ended.Awaiting("the caller's end");

        (await ReadAsync(clear.Input, 4)).Should().Equal("last"u8.ToArray());
        (await clear.Input.ReadAsync().Awaiting("the end of the input")).IsCompleted.Should().BeTrue();
        Func<Task> write = () => clear.Output.WriteAsync(new byte[1]).Awaiting("the write to nobody");
        await write.Should().ThrowAsync<IOException>();
    }

    /// <summary>Goal: a torn record is never taken for an end. Method: a caller that dies in the middle of a record.</summary>
    [Fact]
    public async Task An_end_in_the_middle_of_a_record_is_a_fault()
    {
        TlsProcess.Connection caller = _client.Open(_wire.Caller), called = _silo.Accept(_wire.Called);
        IDuplexPipe clear = await called.Clear.Awaiting("the handshake");
        await caller.Clear.Awaiting("the caller's handshake");

        // The head of a record of application data, 256 bytes long, and 3 of them.
        await _wire.Caller.Output.WriteAsync(new byte[] { 0x17, 0x03, 0x03, 0x01, 0x00, 1, 2, 3 });
        await _wire.Caller.Output.CompleteAsync();

        Func<Task> read = () => clear.Input.ReadAsync().Awaiting("the fault of the read");
        await read.Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task A_changed_byte_is_a_fault()
    {
        TlsProcess.Connection caller = _client.Open(_wire.Caller), called = _silo.Accept(_wire.Called);
        IDuplexPipe clear = await called.Clear.Awaiting("the handshake");
        await caller.Clear.Awaiting("the caller's handshake");

        await _wire.Caller.Output.WriteAsync(new byte[] { 0x17, 0x03, 0x03, 0x00, 0x20 }.Concat(new byte[32]).ToArray());

        Func<Task> read = () => clear.Input.ReadAsync().Awaiting("the fault of the read");
        await read.Should().ThrowAsync<IOException>();
    }

    /// <summary>Goal: Orleans can close. Method: it breaks off the wait on the transport below, as it does, and its loop must come to its end.</summary>
    [Fact]
    public async Task A_wait_broken_off_below_ends_the_input()
    {
        var (_, called) = await ConnectAsync();
        Task<ReadResult> waiting = called.Input.ReadAsync().AsTask();

        _wire.Called.Input.CancelPendingRead();

        (await waiting.Awaiting("the end of the input")).IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task After_the_end_the_connection_has_its_own_transport_back()
    {
        TlsProcess.Connection caller = _client.Open(_wire.Caller), called = _silo.Accept(_wire.Called);
        (await called.Clear.Awaiting("the handshake")).Should().NotBeSameAs(_wire.Called);

        called.Finish();
        await called.Ended.Awaiting("the end");

        called.Context.Transport.Should().BeSameAs(_wire.Called);
        await caller.Clear.Awaiting("the caller's handshake");
        caller.Finish();
        await caller.Ended.Awaiting("the caller's end");
    }

    [Fact]
    public async Task Without_settings_the_transport_stays_what_it_is()
    {
        using TlsProcess plain = new([]);
        (await plain.Accept(_wire.Called).Clear.Awaiting("the connection")).Should().BeSameAs(_wire.Called);
        (await plain.Open(_wire.Caller).Clear.Awaiting("the connection")).Should().BeSameAs(_wire.Caller);
    }

    private async Task<(IDuplexPipe Caller, IDuplexPipe Called)> ConnectAsync()
    {
        TlsProcess.Connection caller = _client.Open(_wire.Caller), called = _silo.Accept(_wire.Called);
        return (await caller.Clear.Awaiting("the caller's handshake"), await called.Clear.Awaiting("the called's handshake"));
    }

    private static async Task<byte[]> ReadAsync(PipeReader input, int bytes)
    {
        ReadResult read = await input.ReadAtLeastAsync(bytes).Awaiting($"{bytes} bytes");
        byte[] got = read.Buffer.ToArray();
        input.AdvanceTo(read.Buffer.End);
        return got;
    }

    private static async Task TapAsync(PipeReader from, PipeWriter to, MemoryStream seen)
    {
        while (true)
        {
            ReadResult read = await from.ReadAsync();
            foreach (ReadOnlyMemory<byte> part in read.Buffer)
            {
                seen.Write(part.Span);
                await to.WriteAsync(part);
            }

            from.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }

        await to.CompleteAsync();
    }
}
