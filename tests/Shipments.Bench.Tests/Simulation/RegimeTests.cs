using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Output;
using Shipments.Bench.Simulation.Regimes;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Tests.Simulation;

public sealed class RegimeTests
{
    private const int Day = OfficeHours.DaySeconds;

    [Fact]
    public void From_a_closed_corridor_no_flight_leaves_and_afterwards_they_do()
    {
        Worlds.Seen seen = Worlds.Run(2_000, 5, 25, "closed_corridor\tclosed\t+8\t+15\torigin=CN destination=DE\t1\t\t\t");
        int[] departures = [.. Departures(seen, "CN-DE/cainiao-standard")];
        departures.Should().NotContain(at => at >= (8 * Day) + 43_200 && at < 15 * Day).And.Contain(at => at > 15 * Day).And.Contain(at => at < 8 * Day);
        Departures(seen, "CN-FR/cainiao-standard").Should().Contain(at => at >= 9 * Day && at < 15 * Day);
    }

    [Fact]
    public void A_strike_stops_the_rounds_of_the_offices_it_names()
    {
        Worlds.Seen seen = Worlds.Run(3_000, 5, 30, "strike\tstrike\t+20\t+26\tcarrier=correos\t1\t\t\t");
        bool Is(SimParcel parcel, string carrier) => parcel.Lane.Depots[0].Carrier == carrier;
        int[] struck = [.. Rounds(seen, parcel => Is(parcel, "correos"))];
        struck.Should().NotContain(at => at >= (20 * Day) + 43_200 && at < (26 * Day) - 43_200).And.Contain(at => at > 26 * Day);
        Rounds(seen, parcel => Is(parcel, "seur")).Should().Contain(at => at >= (20 * Day) + 43_200 && at < 26 * Day, "the same country's other carrier goes on");
        Rounds(seen, parcel => Is(parcel, "usps")).Should().Contain(at => at >= (20 * Day) + 43_200 && at < 26 * Day);
    }

    [Fact]
    public void A_customs_rule_holds_more()
    {
        double usual = HeldShare(Worlds.Run(3_000, 5, 20), "US");
        double ruled = HeldShare(Worlds.Run(3_000, 5, 20, "customs_rule\trule\t+0\t+60\tcountry=US\t0.3\t24\t\t"), "US");
        usual.Should().BeLessThan(0.06);
        ruled.Should().BeInRange(0.25, 0.42);
    }

    [Fact]
    public void Late_scans_come_late_and_happen_when_they_did()
    {
        Worlds.Seen usual = Worlds.Run(2_000, 5, 20);
        Worlds.Seen late = Worlds.Run(2_000, 5, 20, "late_scans\tlate\t+0\t+90\tcarrier=usps\t1\t40\t\t");
        MeanDelayHours(usual, "usps").Should().BeLessThan(2);
        MeanDelayHours(late, "usps").Should().BeGreaterThan(25);
        MeanDelayHours(late, "correos").Should().BeLessThan(2);
        late.Ends.Sum(parcel => (long)parcel.EndedAt).Should().Be(usual.Ends.Sum(parcel => (long)parcel.EndedAt));
    }

    [Fact]
    public void Demand_adds_parcels_and_a_lack_of_capacity_makes_them_wait()
    {
        int usual = Worlds.Run(2_000, 5, 20).Parcels.Count(parcel => parcel.Lane.Origin == "SG");
        Worlds.Run(2_000, 5, 20, "demand\tsale\t+5\t+10\torigin=SG\t4\t\t\t").Parcels.Count(parcel => parcel.Lane.Origin == "SG").Should().BeGreaterThan(usual * 3 / 2);
        Worlds.Seen slow = Worlds.Run(2_000, 5, 20, "capacity\tslow\t+0\t+40\toffice=USLAXC\t0.3\t\t\t");
        MeanDays(slow, "CN-US/cainiao-standard").Should().BeGreaterThan(MeanDays(Worlds.Run(2_000, 5, 20), "CN-US/cainiao-standard") + 2);
    }

    [Fact]
    public void A_new_timetable_moves_the_flights()
    {
        Worlds.Seen seen = Worlds.Run(500, 5, 20, "timetable\ttable\t+7\t+20\troute=CNSZX-USLAX\t\t\t14\t06:00");
        Route route = seen.Network.Routes.First(route => route.Name == "CNSZX-USLAX");
        DateTimeOffset[] flights = [.. seen.Grounds.BoardOf(route).Flights.Where(flight => flight.ScheduledAt is >= 8 * Day and < 19 * Day).Select(flight => Worlds.Start.AddSeconds(flight.ScheduledAt).ToOffset(TimeSpan.FromHours(8)))];
        flights.Should().NotBeEmpty().And.OnlyContain(flight => (flight.DayOfWeek == DayOfWeek.Monday || flight.DayOfWeek == DayOfWeek.Thursday) && flight.Hour == 6);
    }

    [Fact]
    public void The_regimes_that_come_with_the_network_are_read()
    {
        RegimeSet all = RegimeSet.Read([DataFolder.Regimes], Worlds.Start);
        all.All.Should().HaveCountGreaterThan(6).And.Contain(regime => regime.Kind == RegimeKind.Strike && regime.From == (32 * Day) + (Day / 4));
    }

    [Theory]
    [InlineData("strik\tname\t+1\t+2\t*\t1\t\t\t", "line 2: 'strik': the column kind is one of")]
    [InlineData("strike\tname\t+1\t+2\t*\t1.5\t\t\t", "line 2: '1.5': the column strength is from 0 to 1")]
    [InlineData("strike\tname\t+3\t+2\t*\t1\t\t\t", "line 2: '+2': it ends before it begins")]
    [InlineData("strike\tname\tsoon\t+2\t*\t1\t\t\t", "line 2: 'soon': the column from is a date")]
    [InlineData("strike\tname\t+1\t+2\tplanet=mars\t1\t\t\t", "line 2: 'planet=mars': a condition begins with one of")]
    [InlineData("strike\tname\t+1\t+2\tcountry=\t1\t\t\t", "line 2: 'country=': a condition names")]
    [InlineData("strike\tname\t+1\t+2\t*\t1\t\t", "line 2: 'strike\tname\t+1\t+2\t*\t1\t\t': 8 cells where 9 should be")]
    [InlineData("late_scans\tname\t+1\t+2\t*\t1\tmany\t\t", "line 2: 'many': the column hours is no number")]
    [InlineData("timetable\tname\t+1\t+2\t*\t\t\t8\t09:00", "line 2: '8': the column days has digits of weekdays")]
    [InlineData("timetable\tname\t+1\t+2\t*\t\t\t1\t25:00", "line 2: '25:00': the column departs is a time")]
    public void A_fault_names_file_line_and_value(string line, string told) =>
        FluentActions.Invoking(() => Worlds.Regimes(line)).Should().Throw<TableFaultException>().WithMessage($"test.tsv, {told}*");

    [Fact]
    public void More_regimes_than_the_most_are_refused()
    {
        string folder = Directory.CreateTempSubdirectory("regimes").FullName;
        try
        {
            string path = Path.Combine(folder, "many.tsv");
            string[] lines = [string.Join('\t', Regime.Columns), .. Enumerable.Repeat("strike\tname\t+1\t+2\t*\t1\t\t\t", RegimeSet.RegimesMax)];
            File.WriteAllLines(path, lines);
            RegimeSet.Read([path], Worlds.Start).All.Should().HaveCount(RegimeSet.RegimesMax);
            File.WriteAllLines(path, [.. lines, lines[^1]]);
            FluentActions.Invoking(() => RegimeSet.Read([path], Worlds.Start)).Should().Throw<TableFaultException>().WithMessage($"*line {RegimeSet.RegimesMax + 2}*at most {RegimeSet.RegimesMax} regimes*");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_or_too_long_is_refused()
    {
        FluentActions.Invoking(() => RegimeSet.Read(["nowhere.tsv"], Worlds.Start)).Should().Throw<TableFaultException>().WithMessage("nowhere.tsv, line 1*does not exist*");
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, new string('#', Table.BytesMax + 1));
            FluentActions.Invoking(() => RegimeSet.Read([path], Worlds.Start)).Should().Throw<TableFaultException>().WithMessage("*at most 262144 bytes*");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<int> Departures(Worlds.Seen seen, string lane) =>
        seen.Ends.Where(parcel => parcel.Lane.Name == lane).SelectMany(parcel => parcel.Events).Where(happened => happened.Step == Step.Departed).Select(happened => happened.At);

    private static IEnumerable<int> Rounds(Worlds.Seen seen, Func<SimParcel, bool> isMeant) =>
        seen.Ends.Where(isMeant).SelectMany(parcel => parcel.Events).Where(happened => happened.Step == Step.OutForDelivery).Select(happened => happened.At);

    private static double HeldShare(Worlds.Seen seen, string country)
    {
        SimParcel[] arrived = [.. seen.Ends.Where(parcel => parcel.Lane.Destination == country && parcel.Events.Exists(happened => happened.Step == Step.ImportStart))];
        return arrived.Count(parcel => parcel.Events.Exists(happened => happened.Step == Step.ImportHeld)) / (double)arrived.Length;
    }

    private static double MeanDelayHours(Worlds.Seen seen, string carrier) => seen.Ends.Where(parcel => parcel.Lane.Last.Name == carrier)
        .SelectMany(parcel => parcel.Last.Scans).Where(scan => !scan.IsDouble).Average(scan => (scan.VisibleAt - scan.At) / 3_600.0);

    private static double MeanDays(Worlds.Seen seen, string lane) => seen.Ends.Where(parcel => parcel.Lane.Name == lane && parcel.FirstAttemptAt > 0)
        .Average(parcel => (parcel.FirstAttemptAt - parcel.PickedUpAt) / (double)Day);
}
