using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Shipments.Client.Tests.Server;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Client.Tests.Examples;

/// <summary>The blocks of the readme are what compiles and runs here. <c>UPDATE=1</c> writes them into it.</summary>
public sealed class ReadmeTests
{
    private const string Fence = "```csharp";

    private static string Readme => Path.Combine(RepositoryRoot.Find(), "client/README.md");

    [Fact]
    public void The_blocks_of_the_readme_are_the_compiled_examples()
    {
        string[] examples = Examples();
        if (Environment.GetEnvironmentVariable("UPDATE") == "1")
            File.WriteAllText(Readme, string.Join(Fence, Split(File.ReadAllText(Readme)).Select((part, i) => i == 0 ? part : $"\n{examples[i - 1]}\n```{part}")));

        Blocks(File.ReadAllText(Readme)).Should().Equal(examples);
    }

    [Fact]
    public async Task The_examples_run()
    {
        await using FakeShipments server = await FakeShipments.StartAsync();
        server.Parcels.Register.Then((request, _) => Task.FromResult(new RegisterParcelResponse { Parcel = new Parcel { Name = $"parcels/{request.ParcelId}", Etag = "\"1\"" } }));
        server.Parcels.Cancel
            .Then((request, _) => Task.FromResult(new CancelParcelResponse { Parcel = new Parcel { Name = request.Name, Phase = Phase.Cancelled } }))
            .Then((_, _) => throw Faults.Of(StatusCode.FailedPrecondition, "PARCEL_PHASE"));
        server.Parcels.List.Then((_, _) => Task.FromResult(new ListParcelsResponse
        {
            Parcels = { new Parcel { Name = "parcels/order-7" } }, ReadTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddHours(1)),
        }));
        server.Scans.Stream.Then(call => call.ServeAsync());
        server.Changes.Cursor.Then(_ => Task.FromResult(new GetCursorResponse { Cursor = "new" }));
        server.Changes.Read
            .Then(async (_, responses, _) => { await responses.WriteAsync(new ReadChangesResponse { Cursor = "c1", Changes = { new Change() } }); throw Faults.Of(StatusCode.OutOfRange, "CURSOR_RESET"); });
        server.Containers.Create.Then(request => Task.FromResult(new CreateContainerResponse { Container = new Container { Name = $"containers/{request.ContainerId}" } }));
        server.Containers.Load.Then(request => Task.FromResult(new LoadContainerResponse
        {
            Outcomes = { request.Members.Select((member, i) => new MemberOutcome { Member = member, DataMissing = i == 1 }) },
        }));
        server.Containers.Scan.Then(_ => Task.FromResult(new RecordContainerScanResponse()));
        ServiceCollection services = new();
        ReadmeExamples.Register(services, server.Address);
        await using ServiceProvider provider = services.BuildServiceProvider();
        ShipmentsClient client = provider.GetRequiredService<ShipmentsClient>();

        (await ReadmeExamples.CallAsync(client).Awaiting("the cancellation"))!.Phase.Should().Be(Phase.Cancelled);
        (await ReadmeExamples.CallAsync(client).Awaiting("the refusal")).Should().BeNull();
        (await ReadmeExamples.IngestAsync(client, ReadmeExamples.Scans(10)).Awaiting("the scans")).Should().Be(0);
        (await ReadmeExamples.DispatchAsync(client, new Timestamp(), new Timestamp { Seconds = 1 }).Awaiting("the dispatch"))
            .Should().Equal("trackingNumbers/RB123456785CN");
        List<string> saved = [];
        List<string> taken = [];
        string cursor = await ReadmeExamples.StartAnewAsync(
            client, "old", (_, place) => { saved.Add(place); return Task.CompletedTask; }, parcel => taken.Add(parcel.Name), TimeProvider.System, default).Awaiting("the new start");
        (cursor, saved.Single(), taken.Single()).Should().Be(("new", "c1", "parcels/order-7"));
    }

    private static string[] Examples()
    {
        string file = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "tests/Shipments.Client.Tests/Examples/ReadmeExamples.cs"));
        return [.. file.Split("        // example\n").Skip(1).Select(part => Unindent(part[..part.IndexOf("        // end", StringComparison.Ordinal)]))];
    }

    private static string Unindent(string code) =>
        string.Join('\n', code.TrimEnd().Split('\n').Select(line => line.Length > 8 ? line[8..] : ""));

    private static string[] Blocks(string readme) =>
        [.. readme.Split(Fence + "\n").Skip(1).Select(part => part[..part.IndexOf("\n```", StringComparison.Ordinal)])];

    // The text before the first block, then what follows each block's end.
    private static string[] Split(string readme) =>
        [.. readme.Split(Fence).Select((part, i) => i == 0 ? part : part[(part.IndexOf("```", StringComparison.Ordinal) + 3)..])];
}
