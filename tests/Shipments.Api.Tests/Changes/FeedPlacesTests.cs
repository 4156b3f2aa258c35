using Shipments.Api.Changes;
using Shipments.Api.Errors;
using Shipments.Api.Tests.Fakes;

namespace Shipments.Api.Tests.Changes;

public sealed class FeedPlacesTests
{
    private readonly FakeFeed _feed = new(4) { Timeline = 2 };
    private readonly FeedPlaces _places;

    public FeedPlacesTests()
    {
        _places = new FeedPlaces(_feed);
        _feed.Add(1, "acme", FakeFeed.Change("p1", 1));
        _feed.Add(1, "other", FakeFeed.Change("p1", 1));
        _feed.Add(3, "acme", FakeFeed.Change("p2", 1));
    }

    [Fact]
    public async Task Now_is_the_end_of_every_shard_earliest_the_beginning_of_what_is_kept_and_a_time_lies_between()
    {
        (await _places.FindEndAsync(default)).Should().BeEquivalentTo(new FeedCursor("db", 2, [0, 2, 0, 1]), Strictly);
        (await _places.FindEarliestAsync(default)).Should().BeEquivalentTo(new FeedCursor("db", 2, [0, 0, 0, 0]), Strictly);
        (await _places.FindAsync(FakeFeed.BeginMs + 1_000, default)).Should().BeEquivalentTo(new FeedCursor("db", 2, [0, 1, 0, 1]), Strictly);
        _feed.Earliest = 1;
        (await _places.FindEarliestAsync(default)).Should().BeEquivalentTo(new FeedCursor("db", 2, [1, 1, 1, 1]), Strictly);
    }

    [Fact]
    public async Task A_cursor_of_this_database_is_taken_up_where_it_stands()
    {
        FeedCursor cursor = new("db", 2, [0, 2, 0, 1]);

        (await _places.ResumeAsync(CursorCodec.Encode(cursor, "acme"), "acme", default)).Should().BeEquivalentTo(cursor, Strictly);
    }

    [Fact]
    public async Task Damaged_foreign_and_wrong_cursors_are_refused_with_their_field()
    {
        string good = CursorCodec.Encode(new FeedCursor("db", 2, [0, 2, 0, 1]), "acme");
        foreach (string token in new[]
        {
            good[..^4],
            "x" + good,
            CursorCodec.Encode(new FeedCursor("db", 2, [0, 2, 0, 1]), "other"),
            CursorCodec.Encode(new FeedCursor("db2", 2, [0, 2, 0, 1]), "acme"),
            CursorCodec.Encode(new FeedCursor("db", 2, [0, 2]), "acme"),
        })
        {
            (await Details.Fails(() => _places.ResumeAsync(token, "acme", default))).ShouldBe(ApiReason.FieldsInvalid).Fields().Should().Equal("cursor");
        }
    }

    [Fact]
    public async Task A_cursor_of_another_timeline_is_reset()
    {
        string token = CursorCodec.Encode(new FeedCursor("db", 1, [0, 2, 0, 1]), "acme");

        (await Details.Fails(() => _places.ResumeAsync(token, "acme", default))).ShouldBe(ApiReason.CursorReset);
    }

    private static FluentAssertions.Equivalency.EquivalencyAssertionOptions<FeedCursor> Strictly(
        FluentAssertions.Equivalency.EquivalencyAssertionOptions<FeedCursor> options) => options.WithStrictOrdering();
}
