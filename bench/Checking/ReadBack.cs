using Grpc.Core;
using Shipments.Bench.Driving;
using Shipments.Bench.Traffic;
using Shipments.V1;

namespace Shipments.Bench.Checking;

/// <summary>
/// Reads every parcel that a scan was sent to, with its scans, and looks for each acknowledged one by its time. What a number held for its parcel
/// comes a moment later, so a parcel that lacks something is asked again for a while.
/// </summary>
internal sealed class ReadBack(Connections connections, Population population, ScanLedger ledger, Violations violations, TimeProvider time)
{
    private const int ParcelsPerCall = 10;
    private const int CallsAtOnce = 16;
    private const int NumbersPerCall = 100;
    private const int TriesMax = 40;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(60);

    private long _parcels;
    private long _acknowledged;
    private long _found;
    private long _lost;
    private long _invented;
    private long _unacknowledged;

    /// <summary>Parcels read so far.</summary>
    public long Parcels => Volatile.Read(ref _parcels);

    /// <summary>Reads the first parcels of the run.</summary>
    /// <param name="count">So many.</param>
    /// <param name="nobodys">How many scans were acknowledged under each number of nobody, by its index.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ReadBackResult> RunAsync(int count, IReadOnlyList<int> nobodys, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Touched(count).Chunk(ParcelsPerCall), parallel, async (parcels, token) => await ReadAsync(parcels, token));
        int wrong = 0;
        for (int from = 0; from < nobodys.Count; from += NumbersPerCall)
            wrong += await ReadNumbersAsync(from, nobodys, cancellationToken);
        return new ReadBackResult
        {
            Parcels = _parcels,
            Acknowledged = _acknowledged,
            Found = _found,
            Lost = _lost,
            Invented = _invented,
            Unacknowledged = _unacknowledged,
            NumbersOfNobody = nobodys.Count,
            NumbersWrong = wrong,
            Seconds = time.GetElapsedTime(began).TotalSeconds,
        };
    }

    private IEnumerable<int> Touched(int count)
    {
        for (int parcel = 0; parcel < count; parcel++)
        {
            if (ledger.SentOf(parcel) > 0)
                yield return parcel;
        }
    }

    private async Task ReadAsync(int[] parcels, CancellationToken cancellationToken)
    {
        List<int> left = [.. parcels];
        for (int tries = 1; left.Count > 0; tries++)
        {
            BatchGetParcelsRequest request = new() { View = ParcelView.Full };
            request.Names.Add(left.Select(population.NameOf));
            BatchGetParcelsResponse? response = await TryAsync(request, tries, cancellationToken);
            List<int> again = [];
            for (int i = 0; response is not null && i < left.Count; i++)
            {
                ParcelFindings findings = ParcelFindings.Of(left[i], response.Results[i], population, ledger);
                if (findings.Lost > 0 && tries < TriesMax)
                    again.Add(left[i]);
                else
                    Count(left[i], findings);
            }

            left = response is null ? left : again;
            if (left.Count > 0)
                await Task.Delay(BetweenTries, time, cancellationToken);
        }
    }

    private async Task<BatchGetParcelsResponse?> TryAsync(BatchGetParcelsRequest request, int tries, CancellationToken cancellationToken)
    {
        try
        {
            return await connections.Parcels.BatchGetParcelsAsync(request, connections.Options(CallDeadline, cancellationToken));
        }
        catch (RpcException exception) when (tries < TriesMax && exception.StatusCode != StatusCode.InvalidArgument)
        {
            return null;
        }
    }

    private void Count(int parcel, ParcelFindings findings)
    {
        Interlocked.Increment(ref _parcels);
        Interlocked.Add(ref _acknowledged, findings.Acknowledged);
        Interlocked.Add(ref _found, findings.Acknowledged - findings.Lost);
        Interlocked.Add(ref _lost, findings.Lost);
        Interlocked.Add(ref _invented, findings.Invented);
        Interlocked.Add(ref _unacknowledged, findings.Unacknowledged);
        if (findings.Lost > 0 || findings.Invented > 0)
            violations.Add($"{population.NameOf(parcel)}, read back: {findings.Lost} lost, {findings.Invented} invented. {findings.Fault}");
    }

    private async Task<int> ReadNumbersAsync(int from, IReadOnlyList<int> nobodys, CancellationToken cancellationToken)
    {
        int count = Math.Min(NumbersPerCall, nobodys.Count - from);
        LookupParcelsRequest request = new();
        request.TrackingNumbers.Add(Enumerable.Range(from, count).Select(population.UnknownNumber));
        LookupParcelsResponse response = await connections.Parcels.LookupParcelsAsync(request, connections.Options(CallDeadline, cancellationToken));
        int wrong = 0;
        for (int i = 0; i < count; i++)
        {
            if (response.Results[i].HeldScanCount >= nobodys[from + i])
                continue;
            wrong++;
            violations.Add($"The number {population.UnknownNumber(from + i)} holds {response.Results[i].HeldScanCount} of {nobodys[from + i]} scans.");
        }

        return wrong;
    }
}
