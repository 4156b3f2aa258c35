namespace Shipments.Bench.Simulation.Networks;

/// <summary>What happens to parcels in a country that receives them. All are shares but the hours.</summary>
internal sealed record CountryTraits(
    string Country, double Held, double HoldHours, double Refused, double Destroyed, double Lost, double Absent, double Counter, double Unclaimed)
{
    public static readonly string[] Columns =
        ["country", "held", "hold_hours", "refused", "destroyed", "lost", "absent", "counter", "unclaimed"];

    public static CountryTraits Read(TableRow row) => new(
        row.Text("country"), row.Share("held"), row.Number("hold_hours", 1, 2_000), row.Share("refused"), row.Share("destroyed"), row.Share("lost"),
        row.Share("absent"), row.Share("counter"), row.Share("unclaimed"));
}
