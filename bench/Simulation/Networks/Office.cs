namespace Shipments.Bench.Simulation.Networks;

/// <summary>What an office does.</summary>
internal enum OfficeRole
{
    Hub,
    Gate,
    Customs,
    Sort,
    Depot,
}

/// <summary>On which days an office works.</summary>
internal enum OfficeDays
{
    Daily,
    Six,
    Work,
}

/// <summary>An office: a queue with hours and a capacity.</summary>
/// <param name="Index">Its place among all.</param>
/// <param name="Code">Its code; the first five letters tell its clock.</param>
/// <param name="Country">Two letters.</param>
/// <param name="Role">What it does.</param>
/// <param name="Carrier">Whose it is.</param>
/// <param name="Days">When it works.</param>
/// <param name="OpensAt">Local hour.</param>
/// <param name="ClosesAt">Local hour.</param>
/// <param name="Headroom">What it can handle, as a multiple of its usual flow.</param>
/// <param name="HandlingSeconds">How long a parcel stays when there is no queue.</param>
/// <param name="Spread">How far that varies, as a share.</param>
internal sealed record Office(
    int Index, string Code, string Country, OfficeRole Role, string Carrier, OfficeDays Days, int OpensAt, int ClosesAt, double Headroom,
    int HandlingSeconds, double Spread)
{
    public static readonly string[] Columns = ["code", "country", "role", "carrier", "days", "open", "close", "headroom", "minutes", "spread"];

    public static Office Read(TableRow row, int index)
    {
        string code = row.Text("code");
        if (code.Length != 6 || !code.All(char.IsAsciiLetterUpper))
            throw row.Fault(code, "an office's code has six capital letters.");
        int opens = row.Whole("open", 0, 23);
        return new Office(
            index, code, row.Text("country"), (OfficeRole)row.OneOf("role", "hub", "gate", "customs", "sort", "depot"), row.Text("carrier"),
            (OfficeDays)row.OneOf("days", "daily", "six", "work"), opens, row.Whole("close", opens + 1, 24), row.Number("headroom", 0.1, 100),
            row.Whole("minutes", 0, 10_000) * 60, row.Share("spread"));
    }
}
