using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shipments.Api.Hosting;
using Shipments.Domain.Carriers;

namespace Shipments.Api.Carriers;

/// <summary>Reads the vocabulary files again while the process runs, and puts them in force when they changed and all of them are good.</summary>
internal sealed class VocabularyWatch(
    IOptions<ApiOptions> options, LiveVocabularies vocabularies, ApiInstruments instruments, TimeProvider time, ILogger<VocabularyWatch> log)
    : BackgroundService
{
    private IReadOnlyList<VocabularyFile>? _last;
    private string _lastFaults = "";

    private string Folder => options.Value.VocabularyDirectory;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Folder.Length == 0)
            return;
        using PeriodicTimer timer = new(options.Value.VocabularyReadEvery, time);
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
        if (!VocabularyDirectory.TryRead(Folder, out IReadOnlyList<VocabularyFile>? files, out IReadOnlyList<string> faults))
        {
            Refuse(faults);
            return;
        }

        if (_last is not null && files.SequenceEqual(_last))
            return;
        _last = files;
        if (VocabularyDirectory.Merge(files, out faults) is not { } next)
        {
            Refuse(faults);
            return;
        }

        _lastFaults = "";
        vocabularies.Replace(next);
        instruments.VocabulariesRead(isGood: true);
        log.VocabularyLoaded(Folder, files.Count, next.Version.ToString("x16", CultureInfo.InvariantCulture));
    }

    // The same faults are told once, not at every look.
    private void Refuse(IReadOnlyList<string> faults)
    {
        string told = string.Join(" ", faults);
        if (told == _lastFaults)
            return;
        _lastFaults = told;
        instruments.VocabulariesRead(isGood: false);
        log.VocabularyRefused(Folder, told);
    }
}
