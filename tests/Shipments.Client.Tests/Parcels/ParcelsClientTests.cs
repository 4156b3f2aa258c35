using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shipments.Client.Tests.Server;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Client.Tests.Parcels;

public sealed class ParcelsClientTests
{
    private static readonly RegisteredParcel s_unknown = new() { Error = Faults.Status(StatusCode.Unavailable, "OUTCOME_UNKNOWN", TimeSpan.FromSeconds(0.5)) };

    [Fact]
    public async Task Of_a_batch_only_the_items_nobody_knows_the_outcome_of_are_sent_again_with_their_ids()
    {
        await using Bench bench = await Bench.StartAsync();
        List<string[]> sent = [];
        RegisteredParcel refused = new() { Error = Faults.Status(StatusCode.AlreadyExists, "PARCEL_EXISTS") };
        bench.Server.Parcels.RegisterBatch
            .Then((request, _) => Take(sent, request, one => one.ParcelId switch { "a" => Made(one), "b" => refused, _ => s_unknown }))
            .Then((request, _) => Take(sent, request, one => one.ParcelId == "d" ? s_unknown : Made(one)))
            .Then((request, _) => Take(sent, request, Made));

        IReadOnlyList<RegisteredParcel> results =
            await bench.Client.Parcels.RegisterBatchAsync([.. "abcde".Select(id => new RegisterParcelRequest { ParcelId = $"{id}" })]).Awaiting("the batch");

        results.Select(result => result.Parcel?.ParcelId ?? result.Error.Message).Should().Equal("a", "It was PARCEL_EXISTS.", "c", "d", "e");
        sent.Select(batch => string.Concat(batch.Select(item => item[0]))).Should().Equal("abcde", "cde", "d");
        sent[0].Should().OnlyHaveUniqueItems();
        sent[1].Should().Equal(sent[0][2..]);
        sent[2].Should().Equal(sent[0][3]);
    }

    [Fact]
    public async Task Items_that_stay_unknown_are_given_with_their_error()
    {
        await using Bench bench = await Bench.StartAsync(options => options.AttemptsMax = 3);
        bench.Server.Parcels.RegisterBatch.Then((_, _) => Task.FromResult(new BatchRegisterParcelsResponse { Results = { s_unknown } }));

        IReadOnlyList<RegisteredParcel> results = await bench.Client.Parcels.RegisterBatchAsync([new RegisterParcelRequest()]).Awaiting("the batch");

        results.Should().ContainSingle().Which.Error.Message.Should().Be("It was OUTCOME_UNKNOWN.");
        bench.Server.Parcels.RegisterBatch.Calls.Should().Be(3);
    }

    [Fact]
    public async Task Merges_and_splits_are_repeated_with_their_ids()
    {
        await using Bench bench = await Bench.StartAsync();
        List<string> ids = [];
        RpcException unknown = Faults.Of(StatusCode.Unavailable, "OUTCOME_UNKNOWN", TimeSpan.FromSeconds(0.5));
        bench.Server.Parcels.Merge
            .Then((request, _) => { ids.Add(request.RequestId); throw unknown; })
            .Then((request, _) => { ids.Add(request.RequestId); return Task.FromResult(new MergeParcelsResponse { Parcel = new Parcel { Name = request.Name } }); });
        bench.Server.Parcels.Split
            .Then((request, _) => { ids.Add(request.RequestId); throw unknown; })
            .Then((request, _) => { ids.Add(request.RequestId); return Task.FromResult(new SplitParcelResponse { Parcel = new Parcel { Name = request.Name } }); });

        (await bench.Client.Parcels.MergeAsync(new MergeParcelsRequest { Name = "parcels/a", Sources = { "parcels/b" } })).Name.Should().Be("parcels/a");
        (await bench.Client.Parcels.SplitAsync(new SplitParcelRequest { Name = "parcels/b", RequestId = "mine" })).Name.Should().Be("parcels/b");

        ids.Should().HaveCount(4);
        ids[0].Should().HaveLength(32).And.Be(ids[1]);
        ids[2..].Should().Equal("mine", "mine");
    }

    [Fact]
    public async Task A_list_is_read_to_its_end_over_short_and_empty_pages()
    {
        await using Bench bench = await Bench.StartAsync();
        List<string> tokens = [];
        bench.Server.Parcels.List
            .Then((request, _) => Page(tokens, request, "1", "a", "b"))
            .Then((request, _) => Page(tokens, request, "2"))
            .Then((request, _) => Page(tokens, request, "", "c"));

        List<string> names = [];
        await foreach (Parcel parcel in bench.Client.Parcels.ListAllAsync(new ListParcelsRequest { PageSize = 2 }))
            names.Add(parcel.Name);

        names.Should().Equal("a", "b", "c");
        tokens.Should().Equal("", "1", "2");
    }

    [Fact]
    public async Task A_list_as_of_a_time_waits_until_it_has_come_so_far()
    {
        await using Bench bench = await Bench.StartAsync();
        DateTimeOffset asOf = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
        ListParcelsResponse At(int seconds) => new() { Parcels = { new Parcel { Name = $"{seconds}" } }, ReadTime = Timestamp.FromDateTimeOffset(asOf.AddSeconds(seconds)) };
        bench.Server.Parcels.List
            .Then((_, _) => Task.FromResult(new ListParcelsResponse()))
            .Then((_, _) => Task.FromResult(At(-1)))
            .Then((_, _) => Task.FromResult(At(0)))
            .Then((_, _) => Task.FromResult(At(1)));

        List<string> names = [];
        await foreach (Parcel parcel in bench.Client.Parcels.ListAllAsync(new ListParcelsRequest(), asOf))
            names.Add(parcel.Name);

        names.Should().Equal("1");
        bench.Server.Parcels.List.Calls.Should().Be(4);
        bench.Time.Pauses.Should().Equal(Bench.Expected(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_list_that_stays_behind_ends_the_wait()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Parcels.List.Then((_, _) => Task.FromResult(new ListParcelsResponse()));
        async Task ListAsync()
        {
            await foreach (Parcel _ in bench.Client.Parcels.ListAllAsync(new ListParcelsRequest(), DateTimeOffset.UtcNow))
            {
            }
        }

        (await FluentActions.Awaiting(() => ListAsync().Awaiting("the end of the wait")).Should().ThrowAsync<ShipmentsCallException>())
            .Which.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task A_watch_goes_on_after_a_break_from_the_etag_it_saw()
    {
        await using Bench bench = await Bench.StartAsync();
        List<string> etags = [];
        bench.Server.Parcels.Watch
            .Then(async (request, responses, context) =>
            {
                etags.Add(request.Etag);
                await responses.WriteAsync(new WatchParcelResponse { Parcel = new Parcel { Name = request.Name }, Etag = "1" });
                await responses.WriteAsync(new WatchParcelResponse { Change = new Change { Version = 2 }, Etag = "2" });
                throw Faults.Of(StatusCode.Unavailable, "DRAINING", TimeSpan.FromSeconds(0.1));
            })
            .Then(async (request, responses, context) =>
            {
                etags.Add(request.Etag);
                await responses.WriteAsync(new WatchParcelResponse { Change = new Change { Version = 3 }, Etag = "3" });
                throw Faults.Of(StatusCode.NotFound, "PARCEL_NOT_FOUND");
            });

        List<string> seen = [];
        async Task WatchAsync()
        {
            await foreach (WatchParcelResponse message in bench.Client.Parcels.WatchAsync("parcels/p1"))
                seen.Add(message.Etag);
        }

        (await FluentActions.Awaiting(() => WatchAsync().Awaiting("the end of the watch")).Should().ThrowAsync<ShipmentsCallException>())
            .Which.Reason.Should().Be("PARCEL_NOT_FOUND");
        seen.Should().Equal("1", "2", "3");
        etags.Should().Equal("", "2");
    }

    private static RegisteredParcel Made(RegisterParcelRequest request) => new() { Parcel = new Parcel { ParcelId = request.ParcelId } };

    private static Task<BatchRegisterParcelsResponse> Take(
        List<string[]> sent, BatchRegisterParcelsRequest request, Func<RegisterParcelRequest, RegisteredParcel> answer)
    {
        sent.Add([.. request.Requests.Select(one => $"{one.ParcelId}{one.RequestId}")]);
        return Task.FromResult(new BatchRegisterParcelsResponse { Results = { request.Requests.Select(answer) } });
    }

    private static Task<ListParcelsResponse> Page(List<string> tokens, ListParcelsRequest request, string next, params string[] names)
    {
        tokens.Add(request.PageToken);
        return Task.FromResult(new ListParcelsResponse { Parcels = { names.Select(name => new Parcel { Name = name }) }, NextPageToken = next });
    }
}
