using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shipments.Api.Hosting;
using Shipments.Domain.Choice.Data;

namespace Shipments.Api.Lanes;

/// <summary>Reads the files of lanes again while the process runs, and puts them in force when they changed and all of them are good.</summary>
internal sealed class LaneDataWatch(IOptions<ApiOptions> options, LiveLaneData data, TimeProvider time, ILogger<LaneDataWatch> log) : BackgroundService
{
    private IReadOnlyList<LaneFile>? _last;
    private string _lastFaults = "";

    private string Folder => options.Value.LaneDirectory;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Folder.Length == 0)
            return;
        using PeriodicTimer timer = new(options.Value.LaneReadEvery, time);
        try
        {
            do
            {
                Look();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Reads the files once.</summary>
    internal void Look()
    {
        if (!LaneDirectory.TryRead(Folder, out IReadOnlyList<LaneFile>? files, out IReadOnlyList<string> faults))
        {
            Refuse(faults);
            return;
        }

        if (_last is not null && files.SequenceEqual(_last))
            return;
        _last = files;
        if (LaneDataReader.Read(files, out faults) is not { } next)
        {
            Refuse(faults);
            return;
        }

        _lastFaults = "";
        data.Replace(next);
        log.LaneDataLoaded(Folder, files.Count);
    }

    // The same faults are told once, not at every look.
    private void Refuse(IReadOnlyList<string> faults)
    {
        string told = string.Join(" ", faults);
        if (told == _lastFaults)
            return;
        _lastFaults = told;
        log.LaneDataRefused(Folder, told);
    }
}
