using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shipments.Bench.Checking;
using Shipments.Bench.Driving;
using Shipments.Bench.Measuring;
using Shipments.Bench.Traffic;
using Shipments.Domain.Containers;
using Shipments.V1;
using ContainerKind = Shipments.V1.ContainerKind;

namespace Shipments.Bench.Flights;

/// <summary>
/// A dispatch of ten receptacles with a thousand parcels each. In the middle of the run one scan says that it departed; from then on its parcels are
/// read until each knows. The latency of a parcel counts from the scan, to the answer in which the parcel is first seen to have it.
/// </summary>
internal sealed class Flight(Connections connections, Population population, Violations violations)
{
    private const int NamesPerCall = 1_000;
    private const int RequestsAtOnce = 4;

    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan KnownWithin = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(20);

    private readonly DispatchId _dispatch = FlightPlan.DispatchOf(population);

    /// <summary>Makes the containers and puts the parcels in, an hour before.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        Timestamp at = Timestamp.FromDateTimeOffset(population.Began - TimeSpan.FromHours(1));
        string[] receptacles = [.. Enumerable.Range(0, FlightPlan.Receptacles).Select(i => FlightPlan.ReceptacleOf(_dispatch, i).ToString())];
        await CreateAsync(_dispatch.ToString(), ContainerKind.Dispatch, cancellationToken);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, receptacles.Length, parallel, async (i, token) =>
        {
            await CreateAsync(receptacles[i], ContainerKind.Receptacle, token);
            await PutAsync(receptacles[i], FlightPlan.ParcelsOf(i).Select(population.NameOf), at, token);
        });
        await PutAsync(_dispatch.ToString(), receptacles.Select(NameOf), at, cancellationToken);
    }

    /// <summary>Departs in the middle of the time that counts, and waits until every parcel knows.</summary>
    /// <param name="series">Gets each parcel when it knows.</param>
    /// <param name="clock">The run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task DepartAsync(Series series, RunClock clock, CancellationToken cancellationToken)
    {
        await Task.Delay(clock.WarmUp + (clock.Duration / 2) - clock.Now, clock.Time, cancellationToken);
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(clock.Time.GetUtcNow().ToUnixTimeSeconds());
        TimeSpan departed = clock.Now;
        Scan scan = new() { Carrier = "upu", Code = "EMC", Time = Timestamp.FromDateTimeOffset(at), Place = new Place { Office = _dispatch.Origin, Country = "CN" } };
        RecordContainerScanRequest request = new() { Name = NameOf(_dispatch.ToString()), RequestId = "departure", Scan = scan };
        series.Begin(departed);
        await Containers.RecordContainerScanAsync(request, connections.Options(CallDeadline, cancellationToken));
        List<int> left = [.. Enumerable.Range(0, FlightPlan.Parcels)];
        while (left.Count > 0 && clock.Now - departed < KnownWithin)
        {
            List<int> still = [];
            foreach (int[] parcels in left.Chunk(NamesPerCall))
                still.AddRange(await UnknowingAsync(parcels, at, departed, series, cancellationToken));
            left = still;
            await Task.Delay(BetweenReads, clock.Time, cancellationToken);
        }

        if (left.Count > 0)
            violations.Add($"{left.Count} of {FlightPlan.Parcels} parcels did not know within {KnownWithin.TotalSeconds} s that their flight departed, such as {population.NameOf(left[0])}.");
    }

    private ContainerService.ContainerServiceClient Containers => new(connections.Channel);

    private static string NameOf(string container) => "containers/" + container;

    private async Task CreateAsync(string id, ContainerKind kind, CancellationToken cancellationToken) => await Containers.CreateContainerAsync(
        new CreateContainerRequest { ContainerId = id, Kind = kind, RequestId = "create" }, connections.Options(CallDeadline, cancellationToken));

    private async Task PutAsync(string container, IEnumerable<string> members, Timestamp at, CancellationToken cancellationToken)
    {
        LoadContainerRequest request = new() { Name = NameOf(container), RequestId = "load", Time = at };
        request.Members.Add(members);
        LoadContainerResponse response = await Containers.LoadContainerAsync(request, connections.Options(CallDeadline, cancellationToken));
        if (response.Outcomes.FirstOrDefault(outcome => outcome.Error is not null) is { } refused)
            violations.Add($"{refused.Member} was not put into {container}: {refused.Error.Message}");
    }

    private async Task<IEnumerable<int>> UnknowingAsync(
        int[] parcels, DateTimeOffset at, TimeSpan departed, Series series, CancellationToken cancellationToken)
    {
        BatchGetParcelsRequest request = new();
        request.Names.Add(parcels.Select(population.NameOf));
        List<int> still = [];
        try
        {
            BatchGetParcelsResponse response = await connections.Parcels.BatchGetParcelsAsync(request, connections.Options(CallDeadline, cancellationToken));
            for (int i = 0; i < parcels.Length; i++)
            {
                // Every other scan of the parcel lies before the run.
                if (response.Results[i].Parcel?.LastEventTime?.ToDateTimeOffset() >= at)
                    series.End(departed, 1);
                else
                    still.Add(parcels[i]);
            }

            return still;
        }
        catch (RpcException exception)
        {
            series.Fail(FailureReason.Of(exception));
            return parcels;
        }
    }
}
