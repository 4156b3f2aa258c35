using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shipments.Api.Hosting;
using Shipments.Api.Lanes;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;
using Shipments.TestKit;

namespace Shipments.Api.Tests.Lanes;

/// <summary>Files of lanes that change while a process runs take force when they are good, and change nothing when they are not.</summary>
public sealed class LaneDataWatchTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly LiveLaneData _live = new();
    private readonly SeenLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Good_files_take_force_and_wrong_ones_leave_the_last_good_ones()
    {
        Write("7");
        using LaneDataWatch watch = Watch();
        await watch.StartAsync(default);
        (await _log.NextAsync()).Should().StartWith("Information The files of lanes of").And.Contain("1 files");
        Capacity().Should().Be(7);

        Write("many");
        _time.Advance(Every);
        (await _log.NextAsync()).Should().StartWith("Warning").And.Contain("capacities.tsv, line 2, column parcels_a_day: 'many' is no whole number");
        Capacity().Should().Be(7);

        Write("8");
        _time.Advance(Every);
        (await _log.NextAsync()).Should().StartWith("Information");
        Capacity().Should().Be(8);
        await watch.StopAsync(default);
    }

    [Fact]
    public void The_same_files_are_told_once_good_or_wrong()
    {
        using LaneDataWatch watch = Watch();
        Write("many");
        watch.Look();
        watch.Look();
        _log.Count.Should().Be(1);
        Write("8");
        watch.Look();
        watch.Look();
        _log.Count.Should().Be(2);
    }

    [Fact]
    public void A_folder_that_is_not_there_and_a_file_too_large_are_faults()
    {
        LaneDirectory.Load(Path.Combine(_folder.Path, "none"), out IReadOnlyList<string> missing).Should().BeNull();
        missing.Should().ContainSingle().Which.Should().Contain("cannot be read");
        string header = "lane\tparcels_a_day\n#";
        File.WriteAllText(Path.Combine(_folder.Path, "capacities.tsv"), header + new string('x', LaneDirectory.FileBytesMax - header.Length));
        LaneDirectory.Load(_folder.Path, out IReadOnlyList<string> none).Should().NotBeNull();
        none.Should().BeEmpty();
        File.AppendAllText(Path.Combine(_folder.Path, "capacities.tsv"), "x");
        LaneDirectory.Load(_folder.Path, out IReadOnlyList<string> large).Should().BeNull();
        large.Should().Equal($"capacities.tsv has {LaneDirectory.FileBytesMax + 1} bytes; {LaneDirectory.FileBytesMax} is the most.");
    }

    [Fact]
    public void The_example_files_are_good_and_wrong_options_are_told_at_start()
    {
        string examples = Path.Combine(RepositoryRoot.Find(), "samples", "lanes");
        LaneData data = LaneDirectory.Load(examples, out IReadOnlyList<string> faults)!;
        faults.Should().BeEmpty();
        data.Between("acme", "CN", "US").Select(lane => lane.Service).Should().Equal("example-economy", "example-express");
        data.Of(new LaneKey("acme", "CN", "US", "example-express")).Should().Match<LaneTerms>(terms =>
            terms.Tariff != null && terms.CutOffs != null && terms.ParcelsPerDay != null && terms.Promise != null && terms.CustomsStoppedShare != null);

        Write("many");
        ValidateOptionsResult result = new ApiOptionsValidator().Validate(null, new ApiOptions { LaneDirectory = _folder.Path });
        result.Failures.Should().ContainSingle().Which.Should().StartWith("capacities.tsv, line 2, column ");
    }

    private int? Capacity() => _live.Current.Of(new LaneKey("acme", "CN", "US", "a")).ParcelsPerDay;

    private LaneDataWatch Watch() => new(Options.Create(new ApiOptions { LaneDirectory = _folder.Path, LaneReadEvery = Every }), _live, _time, _log);

    private void Write(string parcels) => File.WriteAllText(
        Path.Combine(_folder.Path, "capacities.tsv"), $"lane\tparcels_a_day\nCN-US/a\t{parcels}\n");

    private sealed class SeenLog : ILogger<LaneDataWatch>
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public int Count => _lines.Reader.Count;

        public Task<string> NextAsync() => _lines.Reader.ReadAsync().Awaiting("a line in the log of the watch of the files of lanes");

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Writer.TryWrite($"{logLevel} {formatter(state, exception)}");
    }
}
