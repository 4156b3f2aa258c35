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
        page.Should().Contain("No choice was judged").And.Contain("There was no false alarm.").And.Contain("– not judged");
    }

    [Fact]
    public void Choices_are_drawn_for_all_corridors_and_told_for_each()
    {
        ChoiceResult all = new("", ChoicePolicy.Value, "RankLanes", "2 services", 200, 90, 0.8, 0.9, 3.5, 3.45, 0.95);
        string page = Page(World with { Choices = [all, all with { Corridor = "CN-US", StaticLane = "cainiao-standard", ChosenOnTime = 0.75 }] });
        page.Should().Contain("90.0 % at 3.45 USD a parcel").And.Contain("80.0 % at 3.50 USD a parcel").And.Contain("95.0 %, nobody can do better").And.Contain("<summary>By corridor</summary>");
        page.Should().Contain("+10.0 points in time, −0.05 USD a parcel").And.Contain("<td class=\"text mark-good\">✓ met</td>").And.Contain("<td class=\"text mark-good\">✓ yes</td>");
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
    public void Each_goal_has_a_line_with_its_value_and_its_verdict()
    {
        StrikeFinding late = new("Post of Spain", 0, 3, 9_000, 1, 3);
        string page = Page(World with { Strikes = [late] });
        page.Should().Contain("<tr><th>Each strike told within 2 h</th><td class=\"text\">0 of 1; of their lanes 1 of 3</td><td class=\"text mark-bad\">✗ missed</td></tr>");
        page.Should().Contain("<tr><th>Totals exact, nothing whole refused</th><td class=\"text\">0 lanes and 0 parcels differ, 0 refused</td><td class=\"text mark-good\">✓ met</td></tr>");
    }

    [Fact]
    public void A_choice_that_is_later_and_cheaper_is_not_called_better()
    {
        string page = Page(World with { Choices = [new("", ChoicePolicy.Value, "RankLanes", "a", 200, 90, 0.8, 0.793, 3.5, 3.49, 0.95)] });
        page.Should().Contain("<td>−0.7</td>").And.Contain("<td>−0.01</td><td class=\"text mark-bad\">✗ no</td>");
    }

    [Fact]
    public void Forecasts_are_told_at_milestones_and_at_announcements()
    {
        string page = Page(World);
        page.Should().Contain("<h3>At milestones</h3>").And.Contain("<h3>At announcements</h3>").And.Contain("<th>Reached</th>").And.Contain("<th>Asked in phase</th>").And.Contain("<h3>By seed</h3>");
    }

    [Fact]
    public void A_lane_says_its_own_times_beside_the_true_ones_and_its_other_figures()
    {
        Shipments.V1.LaneDetails view = new()
        {
            Backlog = { new Shipments.V1.BacklogPhase { Parcels = 50, Ages = { new Shipments.V1.AgeCount { DaysFrom = 4, DaysTo = 7, Parcels = 30 }, new Shipments.V1.AgeCount { DaysFrom = 8, DaysTo = 14, Parcels = 13 }, new Shipments.V1.AgeCount { DaysFrom = 15, Parcels = 7 } } } },
            Customs = new() { StoppedShare = 0.25, Release = new() { Observations = 3, P50Hours = 11.5 }, Statuses = { new Shipments.V1.CustomsCount { Parcels = 4 } } },
            FirstAttempt = new() { Attempted = 10, Delivered = 9, DeliveredShare = 0.9 },
            OriginalPromise = new() { Kept = 3, Missed = 1, KeptShare = 0.75, Deliveries = 8, WithinADayShare = 0.625 },
            DataLatency = new() { Observations = 5, P50Hours = 0.5 },
            ScanCompliance =
            {
                new Shipments.V1.ScanCompliance { Milestone = Shipments.V1.MilestoneKind.InfoReceived, Share = 0.1 },
                new Shipments.V1.ScanCompliance { Milestone = Shipments.V1.MilestoneKind.PickedUp, Share = 1 }, new Shipments.V1.ScanCompliance { Milestone = Shipments.V1.MilestoneKind.LastMileAccepted, Share = 0.5 },
            },
        };
        LaneVerdict lane = new("CN-US/a", 90, 80, 0.7, [7, 9, 12], [7.07, 9.01, 12.6], [7.05, 9, 12.55], [6, 8, 11], IsUntracked: false, view);
        string page = Page(World with { Lanes = [lane, lane with { Lane = "CN-US/b", View = null }] });
        page.Should().Contain("<th>CN-US/a</th><td>90</td><td>80</td><td>7.00</td><td>7.07</td><td>9.00</td><td>9.01</td><td>12.00</td><td>12.60</td><td>0.4 %</td><td>5.0 %</td><td>70.0 %</td>");
        page.Should().Contain("<th>CN-US/a</th><td>50</td><td>20</td><td>25.0 %</td><td>11.5</td><td>90.0 %</td><td>75.0 %</td><td>62.5 %</td><td>0.5</td><td>75.0 %</td><td class=\"text\">last mile accepted 50.0 %</td>");
        page.Should().Contain("<th>CN-US/b</th><td>–</td>");
    }

    [Fact]
    public void The_command_is_told_once()
    {
        string page = JudgePage.Of(new Judgement(Asked, [World], "judge --seeds 6", TimeSpan.FromSeconds(1)));
        page.Should().Contain("--project bench -- judge --seeds 6</p>").And.NotContain("judge judge");
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
