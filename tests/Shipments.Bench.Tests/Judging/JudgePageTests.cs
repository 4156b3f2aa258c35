using System.Xml;
using Shipments.Bench.Judging;
using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Judging.Choices;
using Shipments.Bench.Judging.Pages;
using Shipments.Bench.Simulation.Output;
using Shipments.Bench.Tests.Simulation;

namespace Shipments.Bench.Tests.Judging;

public sealed class JudgePageTests
{
    private static readonly WorldArguments.World Asked = Worlds.Asked(300, 6, 8);
    private static readonly JudgedWorld World = new JudgeRun(Asked, JudgeParts.Make(LaneFolder.Read(DataFolder.Lanes))).Run(CancellationToken.None);

    [Fact]
    public void What_was_not_judged_is_said_to_be_so()
    {
        string page = Page(World with { Raised = [] });
        page.Should().Contain("No choice was judged").And.Contain("There was no false alarm.").And.NotContain("points more in time");
    }

    [Fact]
    public void Choices_are_drawn_for_all_corridors_and_told_for_each()
    {
        ChoiceResult all = new("", ChoicePolicy.Value, "RankLanes", "2 services", 200, 90, 0.8, 0.9, 3.5, 3.45, 0.95);
        string page = Page(World with { Choices = [all, all with { Corridor = "CN-US", StaticLane = "cainiao-standard", ChosenOnTime = 0.75 }] });
        page.Should().Contain("90.0 % at 3.45 USD a parcel").And.Contain("80.0 % at 3.50 USD a parcel").And.Contain("95.0 %, nobody can do better").And.Contain("<summary>By corridor</summary>");
        page.Should().Contain("<b>+10.0</b><span>points more in time, no dearer</span>");
        page.Should().Contain("<th>CN-US</th>").And.Contain("<td>−5.0</td>").And.Contain("<td class=\"text\">cainiao-standard</td>");
        page.Should().NotContain("No choice was judged");
    }

    [Fact]
    public void False_alarms_are_folded_and_texts_are_escaped()
    {
        string page = Page(World with { Raised = [new RaisedAlarm("CN-US/a", 86_400, "1 < 2", "")] });
        page.Should().Contain("<summary>1 false alarm</summary>").And.Contain("1 &lt; 2").And.NotContain("1 < 2");
    }

    [Fact]
    public void Worlds_are_put_together_by_their_parcels()
    {
        ChoiceResult one = new("", "policy", "chooser", "a", 100, 10, 0.5, 0.6, 4, 3, 0.7);
        ChoiceResult sum = ChoiceTotals.Of([one, one with { StaticLane = "b", Parcels = 300, Moved = 30, StaticOnTime = 0.9, ChosenCost = 5 }]).Single();
        (sum.StaticLane, sum.Parcels, sum.Moved, sum.StaticCost).Should().Be(("a, b", 400, 40, 4));
        sum.StaticOnTime.Should().BeApproximately(0.8, 1e-9);
        sum.ChosenCost.Should().BeApproximately(4.5, 1e-9);
    }

    [Fact]
    public void The_page_is_well_formed()
    {
        string body = Page(World);
        body = body[body.IndexOf("<main>", StringComparison.Ordinal)..(body.IndexOf("</main>", StringComparison.Ordinal) + "</main>".Length)];
        XmlDocument document = new();
        document.LoadXml(body);
        document.SelectNodes("//section")!.Count.Should().BeGreaterThanOrEqualTo(6);
    }

    private static string Page(JudgedWorld world) => JudgePage.Of(new Judgement(Asked, [world], "--seeds 6", TimeSpan.FromSeconds(1)));
}
