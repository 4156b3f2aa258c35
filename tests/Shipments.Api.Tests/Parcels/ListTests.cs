using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Parcels;
using Shipments.Api.Tests.Edge;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.V1;
using Phase = Shipments.V1.Phase;

namespace Shipments.Api.Tests.Parcels;

public sealed class ListTests : IAsyncLifetime
{
    private readonly List<ListParcelsQuery> _queries = [];
    private EdgeHost _host = null!;

    private ParcelService.ParcelServiceClient Client => new(_host.Channel);

    public async Task InitializeAsync()
    {
        _host = await EdgeHost.StartAsync();
        _host.Shipments.OnList = (_, query) =>
        {
            _queries.Add(query);
            return new ListParcelsReply
            {
                Header = FakeShipments.Ok,
                Parcels = { new Parcel { Name = "parcels/p1" } },
                Next = query.After is null ? new ListPosition { AtMs = 1_700_000_000_123, Parcel = "p1" } : null,
                ReadMs = query.After is null ? 1_700_000_000_500 : 0,
            };
        };
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_next_page_goes_on_where_the_first_ended_and_the_last_has_no_token()
    {
        var request = new ListParcelsRequest { OrderBy = "last_event_time desc", Filter = new ParcelFilter { Lane = "CN-US/x" } };

        ListParcelsResponse first = await Client.ListParcelsAsync(request);
        request.PageToken = first.NextPageToken;
        request.PageSize = 7;
        ListParcelsResponse second = await Client.ListParcelsAsync(request);

        first.Parcels.Select(parcel => parcel.Name).Should().Equal("parcels/p1");
        first.ReadTime.ToDateTimeOffset().ToUnixTimeMilliseconds().Should().Be(1_700_000_000_500);
        second.NextPageToken.Should().BeEmpty();
        second.ReadTime.Should().BeNull();
        _queries[1].After.Should().Be(new ListPosition { AtMs = 1_700_000_000_123, Parcel = "p1" });
        (_queries[1].Order, _queries[1].Descending, _queries[1].RowsMax).Should().Be((1, true, 7));
    }

    [Fact]
    public async Task Every_part_of_a_filter_reaches_the_query()
    {
        await Client.ListParcelsAsync(new ListParcelsRequest
        {
            Filter = new ParcelFilter
            {
                Phases = { Phase.Departed, Phase.Arrived },
                Lane = "CN-US/x",
                Flags = new ParcelFlags { Held = true, Corrected = true },
                CreateTimeFrom = At(1),
                CreateTimeTo = At(2),
                LastEventTimeFrom = At(3),
                LastEventTimeTo = At(4),
            },
        });

        _queries.Should().Equal(new ListParcelsQuery
        {
            Phases = (1UL << 5) | (1UL << 7),
            Lane = "CN-US/x",
            Flags = ParcelFlagBits.Held | ParcelFlagBits.Corrected,
            CreatedFromMs = 1_700_000_001_000,
            CreatedToMs = 1_700_000_002_000,
            LastEventFromMs = 1_700_000_003_000,
            LastEventToMs = 1_700_000_004_000,
            RowsMax = ApiLimits.PageParcelsDefault,
            WithoutFlags = ParcelFlagBits.Merged,
        });
    }

    [Fact]
    public async Task Merged_parcels_are_listed_when_they_are_asked_for()
    {
        await Client.ListParcelsAsync(new ListParcelsRequest());
        await Client.ListParcelsAsync(new ListParcelsRequest { ShowMerged = true });
        await Client.ListParcelsAsync(new ListParcelsRequest { Filter = new ParcelFilter { Flags = new ParcelFlags { Merged = true } } });
        _queries.Select(query => (query.Flags, query.WithoutFlags)).Should().Equal(
            (0, ParcelFlagBits.Merged), (0, 0), (ParcelFlagBits.Merged, 0));
    }

    [Theory]
    [InlineData(0, ApiLimits.PageParcelsDefault)]
    [InlineData(1, 1)]
    [InlineData(ApiLimits.PageParcelsMax, ApiLimits.PageParcelsMax)]
    [InlineData(ApiLimits.PageParcelsMax + 1, ApiLimits.PageParcelsMax)]
    [InlineData(int.MaxValue, ApiLimits.PageParcelsMax)]
    public async Task A_page_has_50_parcels_by_default_and_1000_at_most(int asked, int rows)
    {
        await Client.ListParcelsAsync(new ListParcelsRequest { PageSize = asked });
        _queries[0].RowsMax.Should().Be(rows);
    }

    [Fact]
    public async Task All_faults_of_a_request_come_at_once()
    {
        var request = new ListParcelsRequest
        {
            PageSize = -1,
            OrderBy = "eta",
            Filter = new ParcelFilter
            {
                Phases = { Phase.Unspecified, Phase.Departed, (Phase)99 },
                Lane = Make.Repeat(ApiLimits.LaneCharsMax + 1),
                CreateTimeFrom = new Timestamp(),
            },
        };

        RpcException refused = await Details.Fails(() => Client.ListParcelsAsync(request).ResponseAsync);

        refused.ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal(
            "order_by", "filter.phases[0]", "filter.phases[2]", "filter.lane", "filter.create_time_from", "page_size");
        _queries.Should().BeEmpty();
    }

    [Theory]
    [InlineData(ApiLimits.FilterPhasesMax, true)]
    [InlineData(ApiLimits.FilterPhasesMax + 1, false)]
    public async Task A_filter_has_20_phases_at_most(int count, bool taken)
    {
        var request = new ListParcelsRequest { Filter = new ParcelFilter { Phases = { Enumerable.Repeat(Phase.Departed, count) } } };
        if (taken)
            await Client.ListParcelsAsync(request);
        else
            (await Details.Fails(() => Client.ListParcelsAsync(request).ResponseAsync)).ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("filter.phases");
        _queries.Count.Should().Be(taken ? 1 : 0);
    }

    [Fact]
    public void A_token_is_good_for_its_tenant_filter_and_order_alone_and_for_any_page_size()
    {
        var query = new ListParcelsQuery { Lane = "CN-US/x", RowsMax = 50 };
        var place = new ListPosition { AtMs = long.MinValue, Parcel = Make.Repeat(ApiLimits.ParcelIdCharsMax) };
        string token = PageTokens.Write("acme", query, place);

        token.Length.Should().BeLessThanOrEqualTo(ApiLimits.PageTokenCharsMax);
        PageTokens.Read("acme", new ListParcelsQuery(query) { RowsMax = 7 }, token).Should().Be(place);
        PageTokens.Read("acme2", query, token).Should().BeNull();
        PageTokens.Read("acme", new ListParcelsQuery(query) { Lane = "" }, token).Should().BeNull();
        PageTokens.Read("acme", new ListParcelsQuery(query) { Order = 1 }, token).Should().BeNull();
        PageTokens.Read("acme", new ListParcelsQuery(query) { Descending = true }, token).Should().BeNull();
        PageTokens.Read("acme", new ListParcelsQuery(query) { CreatedToMs = 0 }, token).Should().BeNull();
    }

    [Fact]
    public void A_token_that_was_changed_anywhere_or_never_given_is_none()
    {
        var query = new ListParcelsQuery();
        string token = PageTokens.Write("acme", query, new ListPosition { AtMs = 5, Parcel = "p1" });
        for (int i = 0; i < token.Length; i++)
        {
            string changed = token[..i] + (token[i] == 'B' ? 'C' : 'B') + token[(i + 1)..];
            ListPosition? read = PageTokens.Read("acme", query, changed);
            if (read is not null)
                read.Should().Be(new ListPosition { AtMs = 5, Parcel = "p1" }, "only bits that hold nothing may differ, at {0}", i);
        }

        foreach (string other in new[] { "x", "====", "ä", Make.Repeat(ApiLimits.PageTokenCharsMax), Make.Repeat(ApiLimits.PageTokenCharsMax + 1), token[..^4] })
            PageTokens.Read("acme", query, other).Should().BeNull();
    }

    [Fact]
    public async Task A_token_of_another_filter_is_refused_by_its_field()
    {
        string token = (await Client.ListParcelsAsync(new ListParcelsRequest())).NextPageToken;
        var request = new ListParcelsRequest { PageToken = token, OrderBy = "create_time desc" };

        (await Details.Fails(() => Client.ListParcelsAsync(request).ResponseAsync)).ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("page_token");
    }

    private static Timestamp At(int second) => new() { Seconds = 1_700_000_000 + second };
}
