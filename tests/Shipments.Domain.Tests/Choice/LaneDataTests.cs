using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Choice;

public sealed class LaneDataTests
{
    private static readonly LaneKey Standard = new("acme", "CN", "US", "standard");

    private static readonly LaneFile Tariffs = new(
        "tariffs.tsv", "# by weight\nlane\tover_grams\tto_grams\tcurrency\tamount\nCN-US/standard\t0\t500\tUSD\t4.20\r\nCN-US/standard\t500\t2000\tUSD\t9\n");

    [Theory]
    [InlineData(1, "4.20")]
    [InlineData(500, "4.20")]
    [InlineData(501, "9")]
    [InlineData(2_000, "9")]
    [InlineData(2_001, null)]
    [InlineData(0, null)]
    public void A_tariff_s_band_is_over_its_lower_weight_up_to_its_upper_one(int grams, string? amount)
    {
        Price? price = Read(Tariffs).Of(Standard).Tariff!.Of(grams);
        price.Should().Be(amount is null ? null : new Price("USD", decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_tenant_s_own_rows_stand_in_place_of_those_for_all_kind_by_kind()
    {
        LaneData data = Read(
            Tariffs, new LaneFile("capacities.tsv", "lane\tparcels_a_day\nCN-US/standard\t100\nacme/CN-US/standard\t7\nacme/CN-US/own\t1\n"));
        data.Of(Standard).ParcelsPerDay.Should().Be(7);
        data.Of(Standard).Tariff.Should().NotBeNull();
        data.Of(Standard with { Tenant = "other" }).ParcelsPerDay.Should().Be(100);
        data.Between("acme", "CN", "US").Select(lane => lane.Service).Should().Equal("own", "standard");
        data.Between("other", "CN", "US").Select(lane => lane.Service).Should().Equal("standard");
        data.Of(Standard with { Service = "none" }).Should().Be(LaneTerms.None);
    }

    // Monday 2026-01-05 in Shanghai; the zone is eight hours east.
    [Theory]
    [InlineData("2026-01-05T08:59:00Z", "2026-01-05T09:00:00Z")]
    [InlineData("2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z")]
    [InlineData("2026-01-05T09:01:00Z", "2026-01-07T09:00:00Z")]
    [InlineData("2026-01-07T09:00:01Z", "2026-01-12T09:00:00Z")]
    public void A_parcel_waits_for_the_next_cut_off(string posting, string cutOff)
    {
        CutOffs cutOffs = Read(new LaneFile("cutoffs.tsv", "lane\tweekday\ttime\tzone\nCN-US/standard\tMon\t17:00\t+8\nCN-US/standard\tWed\t17:00\t+8\n"))
            .Of(Standard).CutOffs!;
        cutOffs.Next(Ms(posting), static _ => true).Should().Be(Ms(cutOff));
    }

    [Fact]
    public void A_cut_off_follows_summer_time_and_falls_out_on_holidays()
    {
        CutOffs cutOffs = Read(new LaneFile("cutoffs.tsv", "lane\tweekday\ttime\tzone\nCN-US/standard\tMon\t17:00\t+1E\n")).Of(Standard).CutOffs!;
        cutOffs.Next(Ms("2026-03-23T00:00:00Z"), static _ => true).Should().Be(Ms("2026-03-23T16:00:00Z"));
        cutOffs.Next(Ms("2026-03-30T00:00:00Z"), static _ => true).Should().Be(Ms("2026-03-30T15:00:00Z"));
        cutOffs.Next(Ms("2026-03-30T00:00:00Z"), day => day != (int)(Ms("2026-03-30T00:00:00Z") / 86_400_000)).Should().Be(Ms("2026-04-06T15:00:00Z"));
        cutOffs.Next(Ms("2026-03-30T00:00:00Z"), static _ => false).Should().BeNull();
    }

    [Fact]
    public void Holidays_of_the_files_join_those_of_the_calendar()
    {
        LaneData data = Read(new LaneFile("holidays.tsv", "country\tdate\tname\nCN\t2026-02-17\tSpring Festival\nUS\t2026-02-17\tA day of its own\n"));
        int day = (int)(Ms("2026-02-17T00:00:00Z") / 86_400_000);
        (data.IsWorkday("US", day), data.IsWorkday("DE", day), data.IsWorkday("US", day + 1)).Should().Be((false, true, true));
        (data.IsHoliday("SA", day + 3), data.IsWorkday("SA", day + 3), data.IsWorkday("SA", day + 5)).Should().Be((false, false, true), "Friday is of its weekend");
        int christmas = (int)(Ms("2026-12-25T00:00:00Z") / 86_400_000);
        (data.IsHoliday("US", day), data.IsHoliday("US", christmas), data.IsHoliday("US", christmas + 1)).Should().Be((true, true, false));
    }

    [Theory]
    [InlineData("tariffs.tsv", "lane\tover_grams\tto_grams\tcurrency\tamount\nCNUS\t0\t500\tUSD\t1\n", "tariffs.tsv, line 2, column lane: 'CNUS' is no lane")]
    [InlineData("tariffs.tsv", "lane\tover_grams\tto_grams\tcurrency\tamount\nCN-US/a\t5\t5\tUSD\t1\n", "tariffs.tsv, line 2, column to_grams: '5' is no whole number of 6 to 1000000.")]
    [InlineData("tariffs.tsv", "lane\tover_grams\tto_grams\tcurrency\tamount\nCN-US/a\t0\t5\tusd\t1\n", "tariffs.tsv, line 2, column currency: 'usd' is no currency")]
    [InlineData("tariffs.tsv", "lane\tover_grams\tto_grams\tcurrency\tamount\nCN-US/a\t0\t5\tUSD\t1,5\n", "tariffs.tsv, line 2, column amount: '1,5' is no number")]
    [InlineData("tariffs.tsv", "lane\tover_grams\tto_grams\tcurrency\tamount\nCN-US/a\t0\t5\tUSD\t1\nCN-US/a\t4\t9\tUSD\t1\n", "tariffs.tsv, line 3, column over_grams: '4' overlaps")]
    [InlineData("tariffs.tsv", "lane\tover_grams\tto_grams\tcurrency\tamount\nCN-US/a\t0\t5\tUSD\t1\nCN-US/a\t5\t9\tEUR\t1\n", "tariffs.tsv, line 3, column currency: 'EUR' differs from 'USD'")]
    [InlineData("tariffs.tsv", "lane\tgrams\n", "tariffs.tsv, line 1, column lane: the header")]
    [InlineData("tariffs.tsv", "", "tariffs.tsv, line 1, column lane: the file has no header.")]
    [InlineData("cutoffs.tsv", "lane\tweekday\ttime\tzone\nCN-US/a\tMo\t17:00\t+8\n", "cutoffs.tsv, line 2, column weekday: 'Mo'")]
    [InlineData("cutoffs.tsv", "lane\tweekday\ttime\tzone\nCN-US/a\tMon\t5pm\t+8\n", "cutoffs.tsv, line 2, column time: '5pm'")]
    [InlineData("cutoffs.tsv", "lane\tweekday\ttime\tzone\nCN-US/a\tMon\t17:00\tCET\n", "cutoffs.tsv, line 2, column zone: 'CET'")]
    [InlineData("cutoffs.tsv", "lane\tweekday\ttime\tzone\nCN-US/a\tMon\t17:00\t+8\nCN-US/a\tMon\t18:00\t+8\n", "cutoffs.tsv, line 3, column weekday: 'Mon' stands there twice")]
    [InlineData("capacities.tsv", "lane\tparcels_a_day\nCN-US/a\t-1\n", "capacities.tsv, line 2, column parcels_a_day: '-1'")]
    [InlineData("capacities.tsv", "lane\tparcels_a_day\nCN-US/a\t1\nCN-US/a\t2\n", "capacities.tsv, line 3, column lane: 'CN-US/a' stands there twice.")]
    [InlineData("capacities.tsv", "lane\tparcels_a_day\nCN-US/a\n", "capacities.tsv, line 2, column lane: 'CN-US/a' is not a row of 2 cells.")]
    [InlineData("promises.tsv", "lane\tdays_from\tdays_to\nCN-US/a\t5\t4\n", "promises.tsv, line 2, column days_to: '4'")]
    [InlineData("customs.tsv", "lane\tstopped_share\nCN-US/a\t1.1\n", "customs.tsv, line 2, column stopped_share: '1.1'")]
    [InlineData("holidays.tsv", "country\tdate\tname\nCN\t2026-02-30\tx\n", "holidays.tsv, line 2, column date: '2026-02-30'")]
    [InlineData("prices.tsv", "", "prices.tsv: is none of")]
    public void A_wrong_value_is_told_with_its_file_and_line(string name, string text, string fault)
    {
        LaneDataReader.Read([new LaneFile(name, text)], out IReadOnlyList<string> faults).Should().BeNull();
        faults.Should().ContainSingle().Which.Should().StartWith(fault);
    }

    [Fact]
    public void As_many_rows_as_may_be_are_read_and_no_more()
    {
        string rows = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"CN-US/s{i}\t1\n"));
        Read(new LaneFile("capacities.tsv", "lane\tparcels_a_day\n" + rows)).Between("acme", "CN", "US").Should().HaveCount(100_000);
        LaneDataReader.Read([new LaneFile("capacities.tsv", "lane\tparcels_a_day\n" + rows + "CN-US/x\t1\n")], out IReadOnlyList<string> faults).Should().BeNull();
        faults.Should().Equal("capacities.tsv, line 100002, column lane: more than 100000 rows.");
    }

    internal static LaneData Read(params LaneFile[] files)
    {
        LaneData? data = LaneDataReader.Read(files, out IReadOnlyList<string> faults);
        faults.Should().BeEmpty();
        return data!;
    }

    internal static long Ms(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
