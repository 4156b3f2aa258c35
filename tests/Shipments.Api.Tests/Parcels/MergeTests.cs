using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Parcels;
using Shipments.Api.Tests.Edge;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Parcels;

public sealed class MergeTests : IAsyncLifetime
{
    private EdgeHost _host = null!;

    private ParcelService.ParcelServiceClient Client => new(_host.Channel);

    public async Task InitializeAsync()
    {
        _host = await EdgeHost.StartAsync();
        Answer("b", parcel => parcel.ScanCount = 3);
        Answer("c", parcel => parcel.ScanCount = 4);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_merge_sends_what_was_found_of_its_sources_and_waits_until_they_follow()
    {
        Queue<MergeState> states = new([MergeState.Merging, MergeState.Merging, MergeState.Merged]);
        Answer("a", parcel => parcel.MergedParcels.Add(Part("b", states.Dequeue())));

        MergeParcelsResponse merged = await Client.MergeParcelsAsync(new MergeParcelsRequest
        {
            Name = "parcels/a", Sources = { "parcels/b", "parcels/c" }, Etag = "\"7\"", RequestId = "r",
        });

        merged.Parcel.MergedParcels.Single().State.Should().Be(MergeState.Merged);
        MergeParcelsCommand command = (MergeParcelsCommand)_host.Shipments.Changes.Single();
        command.Sources.Should().Equal(new MergeSource { Parcel = "b", ScanCount = 3 }, new MergeSource { Parcel = "c", ScanCount = 4 });
        (command.IfVersion, command.RequestId).Should().Be((7, "r"));
    }

    [Fact]
    public async Task What_stands_against_a_source_goes_to_the_parcel_that_decides()
    {
        Answer("a", _ => { });
        Answer("merged", parcel => parcel.MergedInto = "parcels/x");
        Answer("here", parcel => parcel.MergedInto = "parcels/a");
        Answer("busy", parcel => parcel.MergedParcels.Add(Part("z", MergeState.Merging)));
        Answer("cancelled", parcel => parcel.Phase = Phase.Cancelled);

        await Client.MergeParcelsAsync(new MergeParcelsRequest
        {
            Name = "parcels/a", Sources = { "parcels/none", "parcels/merged", "parcels/here", "parcels/busy", "parcels/cancelled" },
        });

        ((MergeParcelsCommand)_host.Shipments.Changes.Single()).Sources.Select(source => (source.Parcel, source.Rejection, source.Detail)).Should().Equal(
            ("none", Rejection.ParcelNotFound, "Nobody registered the parcel 'none'."),
            ("merged", Rejection.ParcelMerged, "the parcel 'merged' is merged into 'parcels/x'."),
            ("here", Rejection.Unspecified, ""),
            ("busy", Rejection.ParcelMerging, "parcels are being merged into 'busy'."),
            ("cancelled", Rejection.ParcelPhase, "the parcel 'cancelled' is in the phase Cancelled."));
    }

    [Theory]
    [InlineData(Rejection.ParcelMerged, StatusCode.FailedPrecondition)]
    [InlineData(Rejection.ParcelNotMerged, StatusCode.FailedPrecondition)]
    [InlineData(Rejection.ParcelMerging, StatusCode.FailedPrecondition)]
    [InlineData(Rejection.ParcelMergesFull, StatusCode.FailedPrecondition)]
    [InlineData(Rejection.ParcelScansFull, StatusCode.FailedPrecondition)]
    [InlineData(Rejection.EtagMismatch, StatusCode.Aborted)]
    [InlineData(Rejection.ParcelNotFound, StatusCode.NotFound)]
    public async Task A_refusal_has_the_status_of_its_reason_and_its_sentence(Rejection rejection, StatusCode status)
    {
        _host.Shipments.ChangeEnds = FakeShipments.Refused(rejection, "merged into 'x'.");

        RpcException merge = await Details.Fails(() => MergeAsync("parcels/a", "parcels/b"));
        RpcException split = await Details.Fails(() => Client.SplitParcelAsync(new SplitParcelRequest { Name = "parcels/a" }).ResponseAsync);

        merge.ShouldBe(ErrorTable.Of(rejection));
        split.ShouldBe(ErrorTable.Of(rejection));
        (merge.StatusCode, split.StatusCode).Should().Be((status, status));
        merge.Status.Detail.Should().EndWith(": merged into 'x'.");
    }

    [Fact]
    public async Task A_source_that_refused_when_it_was_asked_ends_the_call_with_its_reason()
    {
        Answer("a", parcel =>
        {
            parcel.MergedParcels.Add(Part("b", MergeState.Refused));
            parcel.MergedParcels[0].RefusedBy = "PARCEL_MERGED";
        });

        RpcException refused = await Details.Fails(() => MergeAsync("parcels/a", "parcels/b"));

        refused.ShouldBe(ApiReason.ParcelMerged);
        refused.Status.Detail.Should().Contain("parcels/b refused");
    }

    [Fact]
    public async Task All_faults_come_at_once_and_a_parcel_is_named_once_and_not_itself()
    {
        RpcException refused = await Details.Fails(() => MergeAsync("parcels/a", "b", "parcels/a", "parcels/c", "parcels/c"));
        refused.ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("sources[0]", "sources[1]", "sources[3]");
        _host.Shipments.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(ApiLimits.MergeSourcesMax, true)]
    [InlineData(ApiLimits.MergeSourcesMax + 1, false)]
    public void A_merge_names_1_to_16_sources(int count, bool taken)
    {
        FieldFaults faults = new();
        MergeParcelsRequest request = new() { Name = "parcels/a", Sources = { Enumerable.Range(0, count).Select(i => $"parcels/s{i}") } };
        MergeReader.Read(request, faults, out _);
        (faults.Count == 0).Should().Be(taken);
    }

    [Fact]
    public void A_merge_a_split_and_another_merge_of_one_request_id_are_other_content()
    {
        ulong merge = Merge("parcels/b").ContentHash;
        ulong other = Merge("parcels/c").ContentHash;
        ulong split = MergeReader.Read(new SplitParcelRequest { Name = "parcels/a", RequestId = "r" }, new FieldFaults(), out _).ContentHash;
        new[] { merge, other, split }.Should().OnlyHaveUniqueItems();
        Merge("parcels/b").ContentHash.Should().Be(merge);
    }

    [Fact]
    public async Task A_merge_and_a_split_are_JSON_calls()
    {
        Answer("a", parcel => parcel.MergedParcels.Add(Part("b", MergeState.Merged)));

        HttpResponseMessage merged = await _host.Json.PostAsJsonAsync("/v1/parcels/a:merge", new { sources = new[] { "parcels/b" } });
        HttpResponseMessage split = await _host.Json.PostAsJsonAsync("/v1/parcels/b:split", new { etag = "\"3\"" });

        (merged.StatusCode, split.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.OK));
        JsonNode part = JsonNode.Parse(await merged.Content.ReadAsStringAsync())!["parcel"]!["mergedParcels"]!.AsArray().Single()!;
        ((string?)part["parcel"], (string?)part["state"]).Should().Be(("parcels/b", "MERGE_STATE_MERGED"));
        ((SplitParcelCommand)_host.Shipments.Changes[1]).IfVersion.Should().Be(3);
    }

    private static MergeParcelsCommand Merge(string source) => MergeReader.Read(
        new MergeParcelsRequest { Name = "parcels/a", Sources = { source }, RequestId = "r" }, new FieldFaults(), out _);

    private static MergedParcel Part(string id, MergeState state) => new() { Parcel = "parcels/" + id, State = state };

    private Task<MergeParcelsResponse> MergeAsync(string name, params string[] sources) =>
        Client.MergeParcelsAsync(new MergeParcelsRequest { Name = name, Sources = { sources } }).ResponseAsync;

    private void Answer(string id, Action<Parcel> with) => _host.Shipments.Answers[id] = () =>
    {
        Parcel parcel = new() { Name = "parcels/" + id, ParcelId = id };
        with(parcel);
        return parcel;
    };
}
