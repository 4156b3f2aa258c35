using System.IO.Pipelines;
using System.Net.Security;
using Microsoft.Extensions.Time.Testing;
using Shipments.Contracts.Connections;
using Shipments.TestKit;
using Shipments.TestKit.Certificates;

namespace Shipments.Api.Tests.Connections;

/// <summary>Handshakes that fail: nothing of the connection reaches Orleans, the log says who and why, and the connection is closed.</summary>
public sealed class TlsRefusalTests : IDisposable
{
    private const string From = "Warning 3000 The connection from 127.0.0.1:11111 is refused, because the TLS handshake failed: ";
    private const string To = "Warning 3001 The connection to 127.0.0.1:11111 is given up, because the TLS handshake failed: ";

    private readonly TestAuthority _ours = new("ours");
    private readonly TestAuthority _theirs = new("theirs");
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly Wire _wire = Wire.Create();
    private readonly TlsProcess _silo;

    public TlsRefusalTests() => _silo = new TlsProcess(_ours.Settings("silo"), _time);

    public void Dispose()
    {
        _silo.Dispose();
        _ours.Dispose();
        _theirs.Dispose();
    }

    [Fact]
    public async Task A_caller_without_tls_is_refused()
    {
        TlsProcess.Connection called = _silo.Accept(_wire.Called);

        await _wire.Caller.Output.WriteAsync("Orleans speaks otherwise"u8.ToArray());

        await RefusedAsync(called);
        _silo.Log.Single().Should().StartWith(From);
    }

    [Fact]
    public async Task A_caller_that_is_gone_at_once_is_refused()
    {
        TlsProcess.Connection called = _silo.Accept(_wire.Called);
        await _wire.Caller.Output.CompleteAsync();
        await RefusedAsync(called);
        _silo.Log.Single().Should().StartWith(From);
    }

    [Fact]
    public async Task A_caller_without_a_certificate_is_refused()
    {
        TlsProcess.Connection called = _silo.Accept(_wire.Called);
        await using SslStream caller = new(new DuplexStream(_wire.Caller));
        Task shaking = caller.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "", RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null });

        await RefusedAsync(called);

        _silo.Log.Should().Equal(From + "it showed no certificate.");
        await Task.WhenAny(shaking).Awaiting("the caller's end");
    }

    /// <summary>Goal: the called checks. Method: the caller has a certificate of another authority and believes ours.</summary>
    [Fact]
    public async Task A_caller_with_a_certificate_of_another_authority_is_refused()
    {
        string both = _theirs.Write("both.pem", File.ReadAllText(_ours.AuthorityFile) + "\n" + File.ReadAllText(_theirs.AuthorityFile));
        using TlsProcess stranger = new(_theirs.Settings("stranger", both));
        TlsProcess.Connection called = _silo.Accept(_wire.Called);
        stranger.Open(_wire.Caller);

        await RefusedAsync(called);

        _silo.Log.Single().Should().StartWith(From + "its certificate CN=stranger is not accepted: ");
    }

    [Fact]
    public async Task What_a_stranger_calls_itself_is_cut_for_the_log()
    {
        string both = _theirs.Write("both.pem", File.ReadAllText(_ours.AuthorityFile) + "\n" + File.ReadAllText(_theirs.AuthorityFile));
        string subject = string.Join(", ", Enumerable.Range(10, 30).Select(i => $"OU={new string('x', 40)}{i}"));
        Dictionary<string, string?> settings = _theirs.Settings("stranger", both);
        (settings["Shipments:Cluster:Tls:CertificateFile"], settings["Shipments:Cluster:Tls:KeyFile"]) = _theirs.Issue("long", subject: subject);
        using TlsProcess stranger = new(settings);
        TlsProcess.Connection called = _silo.Accept(_wire.Called);
        stranger.Open(_wire.Caller);

        await RefusedAsync(called);

        string told = _silo.Log.Single()[(From + "its certificate ").Length..];
        told.IndexOf(" is not accepted", StringComparison.Ordinal).Should().Be(200);
    }

    /// <summary>Goal: the caller checks. Method: the called has a certificate of another authority and believes ours.</summary>
    [Fact]
    public async Task A_called_with_a_certificate_of_another_authority_is_given_up()
    {
        string both = _theirs.Write("both.pem", File.ReadAllText(_ours.AuthorityFile) + "\n" + File.ReadAllText(_theirs.AuthorityFile));
        using TlsProcess stranger = new(_theirs.Settings("stranger", both));
        TlsProcess.Connection caller = _silo.Open(_wire.Caller);
        stranger.Accept(_wire.Called);

        await RefusedAsync(caller);

        _silo.Log.Single().Should().StartWith(To + "its certificate CN=stranger is not accepted: ");
    }

    [Fact]
    public async Task A_certificate_that_ran_out_meanwhile_is_refused()
    {
        using TlsProcess client = new(_ours.Settings("client"));
        _silo.Start();
        _time.Advance(TimeSpan.FromDays(400));
        TlsProcess.Connection called = _silo.Accept(_wire.Called);
        client.Open(_wire.Caller);

        await RefusedAsync(called);

        _silo.Log.Single().Should().StartWith(From + "its certificate CN=client is not accepted: NotTimeValid");
    }

    [Fact]
    public async Task A_silent_caller_is_refused_when_its_time_is_over_and_not_before()
    {
        TlsProcess.Connection called = _silo.Accept(_wire.Called);

        _time.Advance(TimeSpan.FromMilliseconds(4_999));
        called.Ended.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await RefusedAsync(called);
        _silo.Log.Should().Equal(From + "not done within 00:00:05.");
    }

    [Fact]
    public async Task A_silent_called_is_given_up_when_its_time_is_over()
    {
        TlsProcess.Connection caller = _silo.Open(_wire.Caller);
        _time.Advance(TimeSpan.FromSeconds(5));
        await RefusedAsync(caller);
        _silo.Log.Should().Equal(To + "not done within 00:00:05.");
    }

    [Fact]
    public async Task A_connection_lives_on_when_the_time_of_its_handshake_is_over()
    {
        using TlsProcess client = new(_ours.Settings("client"));
        TlsProcess.Connection called = _silo.Accept(_wire.Called), caller = client.Open(_wire.Caller);
        IDuplexPipe clear = await called.Clear.Awaiting("the handshake");

        _time.Advance(TimeSpan.FromMinutes(1));

        await (await caller.Clear.Awaiting("the caller's handshake")).Output.WriteAsync(new byte[7]);
        (await clear.Input.ReadAtLeastAsync(7).Awaiting("7 bytes")).Buffer.Length.Should().Be(7);
    }

    [Fact]
    public async Task At_256_handshakes_one_more_is_refused_until_one_has_ended()
    {
        Wire[] strangers = [.. Enumerable.Range(0, TlsOptions.InboundHandshakesMax).Select(_ => Wire.Create())];
        TlsProcess.Connection[] silent = [.. strangers.Select(wire => _silo.Accept(wire.Called))];
        silent.Should().OnlyContain(connection => !connection.Ended.IsCompleted);

        await RefusedAsync(_silo.Accept(Wire.Create().Called));
        _silo.Log.Should().Equal(From + "256 handshakes are under way already.");

        await strangers[0].Caller.Output.CompleteAsync();
        await RefusedAsync(silent[0]);
        using TlsProcess client = new(_ours.Settings("client"));
        TlsProcess.Connection called = _silo.Accept(_wire.Called);
        client.Open(_wire.Caller);
        await called.Clear.Awaiting("the handshake in the place that came free");
    }

    private static async Task RefusedAsync(TlsProcess.Connection connection)
    {
        await connection.Ended.Awaiting("the end of the connection");
        connection.WasUsed.Should().BeFalse();
    }
}
