using Microsoft.Extensions.DependencyInjection;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Domain.Parcels;
using Shipments.Grains.Tests.Clusters;
using Shipments.Journal.V1;
using Xunit.Abstractions;

namespace Shipments.Grains.Tests.Lanes;

public sealed class LaneLawTests(ITestOutputHelper output)
{
    private const int ParcelsMax = 24;
    private const int Rounds = 40;

    private static readonly string[] Codes =
        ["PICKED_UP", "DEPARTED", "ARRIVED", "IMPORT_CUSTOMS", "LAST_MILE", "OUT_FOR_DELIVERY", "ATTEMPT_FAILED", "DELIVERED", "RETURNING", "LOST"];

    private static readonly string[] Services = ["standard", "express", ""];

    /// <summary>
    /// Goal: lanes in a real silo are the sum over their parcels, whatever befalls calls, saves, activations and the silo. Method: seeded rounds
    /// of registrations, scans and changes of lane, while calls to lanes get lost, come twice and late, saves fail or lose their answers, and the
    /// silo stops unsaved and starts again; then the lanes against what each parcel itself says.
    /// </summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Lanes_are_the_sum_over_their_parcels(int seed)
    {
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        await using TestSilo silo = new() { LaneCalls = services => new FaultyLaneCalls(services.GetRequiredService<IGrainFactory>(), seed) };
        FaultyLaneCalls.IsFaulty = true;
        await silo.StartAgainAsync();
        for (int round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Work(silo, random.Next(ParcelsMax), random, $"{round}-{i}")));
            await Befall(silo, random);
        }

        (silo.GrainStore.Refuses, silo.GrainStore.LosesAnswers, FaultyLaneCalls.IsFaulty) = (false, false, false);
        foreach ((string lane, string expected) in await SumOverParcels(silo))
            await silo.Lane(lane).Until(found => LaneReads.Describe(found) == expected, () => $"{expected} in {lane}, seed {seed}");
        output.WriteLine($"{FaultyLaneCalls.Faults} calls met faults, {silo.GrainStore.Writes} states were saved");
        FaultyLaneCalls.Faults.Should().BeGreaterThan(20);
    }

    private static async Task Work(TestSilo silo, int at, Random random, string request)
    {
        IParcelGrain parcel = silo.Parcel($"p{at}");
        string[] codes = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Codes[random.Next(Codes.Length)])];
        int minute = random.Next(5_000);
        string service = Services[random.Next(Services.Length)];
        bool moves = random.Next(6) == 0;
        await parcel.Register(Commands.Register($"register-{at}"), CancellationToken.None);
        await parcel.Record(Commands.Record($"scan-{request}", [.. codes.Select((code, i) => Commands.Scan(code, minute + i))]), CancellationToken.None);
        if (moves)
        {
            UpdateParcelCommand update = new()
            {
                RequestId = $"update-{request}", ContentHash = 1, Fields = (int)ParcelFields.Service, Values = new ParcelRegistered { Service = service },
            };
            await parcel.Update(update, CancellationToken.None);
        }
    }

    private static async Task Befall(TestSilo silo, Random random)
    {
        silo.GrainStore.Refuses = random.Next(5) == 0;
        silo.GrainStore.LosesAnswers = random.Next(5) == 0;
        foreach (string service in Services)
        {
            if (random.Next(3) == 0)
                await silo.Lane($"CN-US/{(service.Length == 0 ? "unknown" : service)}").Save(CancellationToken.None);
        }

        if (random.Next(10) != 0)
            return;
        await silo.StopAsync();
        await silo.StartAgainAsync();
    }

    private static async Task<SortedDictionary<string, string>> SumOverParcels(TestSilo silo)
    {
        SortedDictionary<string, (SortedDictionary<V1.Phase, int> Phases, int Durations)> lanes = new(StringComparer.Ordinal);
        for (int at = 0; at < ParcelsMax; at++)
        {
            V1.Parcel? parcel = (await silo.Parcel($"p{at}").Get(new GetParcelQuery(), CancellationToken.None)).Parcel;
            if (parcel is null)
                continue;
            if (!lanes.TryGetValue(parcel.Lane, out (SortedDictionary<V1.Phase, int> Phases, int Durations) lane))
                lane = ([], 0);
            lane.Phases[parcel.Phase] = lane.Phases.GetValueOrDefault(parcel.Phase) + 1;
            lane.Durations += HasDuration(parcel) ? 1 : 0;
            lanes[parcel.Lane] = lane;
        }

        return new SortedDictionary<string, string>(lanes.ToDictionary(
            lane => lane.Key,
            lane => string.Join(' ', lane.Value.Phases.Select(count => $"{count.Key}:{count.Value}")) + $" durations:{lane.Value.Durations}"));
    }

    private static bool HasDuration(V1.Parcel parcel)
    {
        V1.Milestone? began = parcel.Milestones.SingleOrDefault(milestone => milestone.Kind == V1.MilestoneKind.PickedUp);
        V1.Milestone? ended = parcel.Milestones.SingleOrDefault(milestone => milestone.Kind == V1.MilestoneKind.Delivered);
        return began is not null && ended is not null && ended.FirstTime.ToDateTime() >= began.FirstTime.ToDateTime();
    }
}
