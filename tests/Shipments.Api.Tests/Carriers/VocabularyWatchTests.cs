using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shipments.Api.Carriers;
using Shipments.Api.Hosting;
using Shipments.Api.Tests.Edge;
using Shipments.Domain.Carriers;
using Shipments.Journal.V1;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Api.Tests.Carriers;

/// <summary>Files that change while a process runs take force when they are good, and change nothing when they are not.</summary>
public sealed class VocabularyWatchTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly LiveVocabularies _live = new();
    private readonly SeenLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Good_files_take_force_and_wrong_ones_leave_the_last_good_ones()
    {
        Write("OutForDelivery");
        using VocabularyWatch watch = Watch();
        await watch.StartAsync(default);
        (await _log.NextAsync()).Should().StartWith("Information The vocabulary files of").And.Contain("1 files");
        PhaseOfDrone().Should().Be((int)Domain.Parcels.Phase.OutForDelivery);

        Write("Flying");
        _time.Advance(Every);
        (await _log.NextAsync()).Should().StartWith("Warning").And.EndWith("cainiao.tsv, line 2, column phase: 'Flying' is no Phase.");
        PhaseOfDrone().Should().Be((int)Domain.Parcels.Phase.OutForDelivery);

        Write("Delivered");
        _time.Advance(Every);
        (await _log.NextAsync()).Should().StartWith("Information");
        PhaseOfDrone().Should().Be((int)Domain.Parcels.Phase.Delivered);
        await watch.StopAsync(default);
    }

    [Fact]
    public void The_same_files_are_told_once_good_or_wrong()
    {
        using VocabularyWatch watch = Watch();
        Write("Flying");
        watch.Look();
        watch.Look();
        _log.Count.Should().Be(1);
        Write("Delivered");
        watch.Look();
        watch.Look();
        _log.Count.Should().Be(2);
    }

    [Fact]
    public void A_file_that_is_taken_away_takes_its_codes_with_it()
    {
        using VocabularyWatch watch = Watch();
        Write("Delivered");
        watch.Look();
        File.Delete(Path.Combine(_folder.Path, "cainiao.tsv"));
        watch.Look();
        _live.Map(Drone()).Unmapped.Should().BeTrue();
        _live.IsBuiltIn.Should().BeTrue();
    }

    [Fact]
    public async Task Unknown_codes_are_listed_with_their_count_until_somebody_maps_them()
    {
        Write("Delivered");
        TenantUnmappedCodes unmapped = new();
        for (int times = 0; times < 3; times++)
            unmapped.Count("demo", new ScanFact { Carrier = "usps", Code = "ZQ", Text = "Flown by owl" });
        unmapped.Count("demo", Drone());
        unmapped.Count("globex", new ScanFact { Carrier = "usps", Code = "ZX" });
        await using EdgeHost host = await EdgeHost.StartAsync(
            options => options.VocabularyDirectory = _folder.Path, services => services.AddSingleton(unmapped));
        ListUnmappedCodesResponse listed = await new CarrierService.CarrierServiceClient(host.Channel).ListUnmappedCodesAsync(new ListUnmappedCodesRequest());
        listed.Codes.Should().Equal(new V1.UnmappedCode { Carrier = "usps", Code = "ZQ", Example = "Flown by owl", Count = 3 });
    }

    private static ScanFact Drone() => new() { Carrier = "cainiao", Code = "GTMS_DRONE" };

    private int PhaseOfDrone() => _live.Map(Drone()).Phase;

    private VocabularyWatch Watch()
    {
        IMeterFactory meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        ApiOptions options = new() { VocabularyDirectory = _folder.Path, VocabularyReadEvery = Every };
        return new VocabularyWatch(Options.Create(options), _live, new ApiInstruments(meters), _time, _log);
    }

    private void Write(string phase) => File.WriteAllText(
        Path.Combine(_folder.Path, "cainiao.tsv"), VocabularyDirectoryTests.Header + $"GTMS_DRONE\t{phase}\n");

    private sealed class SeenLog : ILogger<VocabularyWatch>
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public int Count => _lines.Reader.Count;

        public Task<string> NextAsync() => _lines.Reader.ReadAsync().Awaiting("a line in the log of the vocabulary watch");

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Writer.TryWrite($"{logLevel} {formatter(state, exception)}");
    }
}
