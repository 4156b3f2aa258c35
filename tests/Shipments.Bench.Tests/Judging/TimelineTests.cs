using System.Globalization;
using System.Text.RegularExpressions;
using Shipments.Bench.Judging;
using Shipments.Bench.Judging.Pages;
using Shipments.Bench.Report;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Tests.Simulation;

namespace Shipments.Bench.Tests.Judging;

public sealed partial class TimelineTests
{
    private static readonly ChartLine Line = new("lane", 1, [(0, 1), (60, 2)]);

    [Fact]
    public void Marks_that_would_cover_each_other_are_one_with_their_number()
    {
        Timeline line = new Timeline("queues", Worlds.Start, 60).Add(Line);
        for (int i = 0; i < 5; i++)
            line.Mark(20 + (i * 0.1), isGood: true, $"lane {i}");
        string svg = line.Mark(40, isGood: true, "late").Mark(20.2, isGood: false, "false").Draw();
        Regex.Count(svg, "<g class=\"mark-good\">").Should().Be(2);
        Regex.Count(svg, "<g class=\"mark-bad\">").Should().Be(1);
        svg.Should().Contain(">5</text></g>").And.Contain("<title>lane 0\nlane 1\nlane 2\nlane 3\nlane 4</title>").And.Contain("alarms with a cause: 6").And.Contain("false alarms: 1");
    }

    [Fact]
    public void Names_of_bands_stay_inside_and_what_is_shaded_begins_below_them_all()
    {
        string svg = new Timeline("queues", Worlds.Start, 60).Add(Line).Band("early", 2, 10).Band("Post of the United Kingdom", 50, 58).Draw();
        svg.Should().MatchRegex("text-anchor=\"start\">early<").And.MatchRegex("text-anchor=\"end\">Post of the United Kingdom<");
        double top = Shades().Matches(svg).Select(shade => double.Parse(shade.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Should().ContainSingle().Subject;
        BandNames().Matches(svg).Select(name => double.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture)).Should().HaveCount(2).And.OnlyContain(y => y < top);
    }

    [Fact]
    public void Lanes_whose_queues_are_alike_share_a_line_that_names_them()
    {
        IReadOnlyList<TradeLane> lanes = [.. Worlds.Network().Lanes.Take(5)];
        int places = Worlds.Network().Lanes.Count;
        BacklogPoint[] points = [.. Enumerable.Range(0, 40).Select(i => new BacklogPoint(i * 21_600, [.. Enumerable.Range(0, places).Select(lane => lane switch
        {
            _ when lane == lanes[0].Index => i,
            _ when lane == lanes[1].Index || lane == lanes[2].Index => i / 2.0,
            _ => 0,
        })]))];
        QueueLines.Of(lanes, points).Select(line => line.Name).Should().Equal(
            lanes[0].Name, $"{lanes[1].Name} = {lanes[2].Name}", $"{lanes[3].Name} = {lanes[4].Name}");
    }

    [Fact]
    public void So_many_lines_are_drawn_and_no_more()
    {
        IReadOnlyList<TradeLane> lanes = Worlds.Network().Lanes;
        lanes.Should().HaveCountGreaterThan(QueueLines.LinesMax);
        BacklogPoint[] points = [.. Enumerable.Range(0, 8).Select(i => new BacklogPoint(i * 21_600, [.. lanes.Select((_, lane) => (double)lane)]))];
        QueueLines.Of([.. lanes.Take(QueueLines.LinesMax)], points).Should().HaveCount(QueueLines.LinesMax);
        QueueLines.Of([.. lanes.Take(QueueLines.LinesMax + 1)], points).Should().HaveCount(QueueLines.LinesMax);
    }

    [GeneratedRegex("class=\"shade\" x=\"[^\"]*\" y=\"([^\"]*)\"")]
    private static partial Regex Shades();

    [GeneratedRegex("y=\"([^\"]*)\" text-anchor=\"(?:start|end)\">(?:early|Post)")]
    private static partial Regex BandNames();
}
