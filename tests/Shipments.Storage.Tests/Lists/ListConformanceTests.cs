using System.Globalization;

namespace Shipments.Storage.Tests;

/// <summary>What every store's lists must do. Goal: pages of any size give what sorting and filtering all rows gives.</summary>
public abstract class ListConformanceTests : StoreTestBase
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Pages_of_any_size_give_what_sorting_all_rows_gives(int rowsMax)
    {
        const int Seed = 20260301;
        var random = new Random(Seed);
        List<ListedParcel> all = [.. Enumerable.Range(0, 60).Select(i => new ListedParcel(
            $"p{random.Next(1_000_000)}-{i}",
            new ListColumns(random.Next(0, 21), random.Next(2) == 0 ? "CN-US/x" : "DE-FR/y", random.Next(0, 8), random.Next(0, 9), random.Next(0, 9), 0)))];
        await WriteAsync("acme", all);
        await WriteAsync("acme2", [new ListedParcel("other", new ListColumns(1, "CN-US/x", 0, 4, 4, 0))]);
        foreach (ParcelListQuery query in Queries())
        {
            IEnumerable<ListedParcel> matching = all.Where(row => Matches(query, row.Columns));
            Func<ListedParcel, long> value = row => query.Order == ParcelOrder.Created ? row.Columns.CreatedMs : row.Columns.LastEventMs;
            IEnumerable<string> expected = query.Descending
                ? matching.OrderByDescending(value).ThenByDescending(row => row.ParcelId, StringComparer.Ordinal).Select(row => row.ParcelId)
                : matching.OrderBy(value).ThenBy(row => row.ParcelId, StringComparer.Ordinal).Select(row => row.ParcelId);

            (await AllAsync(query, rowsMax)).Should().Equal(expected, "of {0} with seed {1}", query, Seed);
        }
    }

    [Fact]
    public async Task A_row_has_the_columns_that_were_written_last()
    {
        var columns = new ListColumns(5, "CN-US/x", 12, 100, 200, 300);
        await WriteAsync("acme", [new ListedParcel("p", columns with { Phase = 1 })]);
        await WriteAsync("acme", [new ListedParcel("p", columns)], version: 2);

        ParcelRows rows = await Store.ReadParcelsAsync(new ParcelListQuery("acme"), 10, _none);

        rows.Rows.Should().Equal(new ListedParcel("p", columns));
        rows.Next.Should().BeNull();
    }

    [Fact]
    public async Task A_page_that_passes_over_too_many_rows_ends_and_says_where_to_go_on()
    {
        for (int i = 0; i <= IListStore.RowsPassedMax; i += IRowStore.RowsMax)
            await WriteAsync("acme", [.. Enumerable.Range(i, IRowStore.RowsMax).Select(n => Numbered(n, phase: n == IListStore.RowsPassedMax ? 2 : 1))]);
        var wanted = new ParcelListQuery("acme") { PhaseBits = 1L << 2 };

        ParcelRows first = await Store.ReadParcelsAsync(wanted, 10, _none);
        ParcelRows second = await Store.ReadParcelsAsync(wanted with { After = first.Next }, 10, _none);

        first.Rows.Should().BeEmpty();
        first.Next.Should().Be(new ParcelListPosition(IListStore.RowsPassedMax - 1, Numbered(IListStore.RowsPassedMax - 1, 1).ParcelId));
        second.Rows.Select(row => row.Columns.CreatedMs).Should().Equal(IListStore.RowsPassedMax);
        second.Next.Should().BeNull();
    }

    private protected async Task WriteAsync(string tenant, IReadOnlyList<ListedParcel> parcels, long version = 1) =>
        await Store.WriteRowsAsync(
            [.. parcels.OrderBy(parcel => parcel.ParcelId, StringComparer.Ordinal).Select(parcel =>
                new RowWrite(new ActorKey("parcel", tenant, parcel.ParcelId), 0, version, 1, new byte[] { 1 }, parcel.Columns, null))],
            [],
            _none);

    private protected async Task<List<string>> AllAsync(ParcelListQuery query, int rowsMax)
    {
        List<string> ids = [];
        ParcelRows page;
        do
        {
            page = await Store.ReadParcelsAsync(query, rowsMax, _none);
            page.Rows.Count.Should().BeLessThanOrEqualTo(rowsMax);
            ids.AddRange(page.Rows.Select(row => row.ParcelId));
            query = query with { After = page.Next };
        }
        while (page.Next is not null);
        return ids;
    }

    private static ListedParcel Numbered(int number, int phase) =>
        new(string.Create(CultureInfo.InvariantCulture, $"n{number:00000}"), new ListColumns(phase, "CN-US/x", 0, number, 0, 0));

    private static IEnumerable<ParcelListQuery> Queries()
    {
        foreach (ParcelOrder order in Enum.GetValues<ParcelOrder>())
        {
            foreach (bool descending in new[] { false, true })
            {
                ParcelListQuery query = new("acme") { Order = order, Descending = descending };
                yield return query;
                yield return query with { PhaseBits = (1L << 3) | (1L << 20) | 1 };
                yield return query with { Lane = "DE-FR/y" };
                yield return query with { FlagBits = 5 };
                yield return query with { FlagBits = 1, WithoutFlagBits = 6 };
                yield return query with { CreatedFromMs = 3, CreatedToMs = 7 };
                yield return query with { LastEventFromMs = 3, LastEventToMs = 7 };
                yield return query with { LastEventFromMs = 1, CreatedToMs = 5, Lane = "CN-US/x" };
                yield return query with { CreatedFromMs = 5, CreatedToMs = 5 };
                yield return query with { Lane = "nobody's" };
            }
        }
    }

    /// <summary>The slow, obvious reading of a query.</summary>
    private static bool Matches(ParcelListQuery query, ListColumns row)
    {
        List<int> phases = [.. Enumerable.Range(0, 63).Where(phase => (query.PhaseBits & (1L << phase)) != 0)];
        List<int> flags = [.. Enumerable.Range(0, 63).Where(flag => (query.FlagBits & (1L << flag)) != 0)];
        List<int> without = [.. Enumerable.Range(0, 63).Where(flag => (query.WithoutFlagBits & (1L << flag)) != 0)];
        return (phases.Count == 0 || phases.Contains(row.Phase))
            && (query.Lane == "" || query.Lane == row.Lane)
            && flags.TrueForAll(flag => (row.Flags & (1L << flag)) != 0)
            && without.TrueForAll(flag => (row.Flags & (1L << flag)) == 0)
            && query.CreatedFromMs <= row.CreatedMs && row.CreatedMs < query.CreatedToMs
            && query.LastEventFromMs <= row.LastEventMs && row.LastEventMs < query.LastEventToMs;
    }
}
