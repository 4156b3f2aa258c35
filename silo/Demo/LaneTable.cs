using System.Globalization;
using Shipments.V1;
using Spectre.Console;

namespace Shipments.Silo.Demo;

/// <summary>A table with a row for each lane that fits 80 columns, and notes: what its figures are, and why a cell has none.</summary>
internal sealed class LaneTable
{
    private const double HoursOfADay = 24;

    private const int ServiceCharactersMax = 16;

    private readonly List<string> _notes = [];

    /// <summary>Begins one.</summary>
    /// <param name="title">What it is about.</param>
    /// <param name="about">What its figures are.</param>
    /// <param name="columns">Their titles, besides that of the lane.</param>
    public LaneTable(string title, string about, params string[] columns)
    {
        Table = new Table().RoundedBorder().Title($"[bold]{title}[/]").ShowRowSeparators();
        Table.AddColumn(new TableColumn("Lane").NoWrap());
        foreach (string column in columns)
            Table.AddColumn(new TableColumn(column).RightAligned());
        _notes.Add(about);
    }

    /// <summary>The table.</summary>
    public Table Table { get; }

    /// <summary>What stands below it, a paragraph each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Adds a lane.</summary>
    public void Add(Lane lane, params string[] cells) => Table.AddRow([NameOf(lane), .. cells]);

    /// <summary>A dash, and below the table once why there is no figure.</summary>
    public string Nothing(string why)
    {
        string note = "– " + why;
        if (!_notes.Contains(note))
            _notes.Add(note);
        return "[grey]–[/]";
    }

    /// <summary>A share in percent, or a dash where it is of nothing.</summary>
    public string Share(double? share, long? of, string whyNothing) => of > 0 ? Percent(share ?? 0) : Nothing(whyNothing);

    /// <summary>A share of 1 in percent.</summary>
    public static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    /// <summary>Hours as days.</summary>
    public static string Days(double hours) => Decimal(hours / HoursOfADay);

    /// <summary>With one digit.</summary>
    public static string Decimal(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A count.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A milestone in a word that fits a narrow column.</summary>
    public static string Word(MilestoneKind milestone) => milestone switch
    {
        MilestoneKind.Unspecified => "",
        MilestoneKind.InfoReceived => "ordered",
        MilestoneKind.PickedUp => "pick-up",
        MilestoneKind.ExportCustomsReleased => "export",
        MilestoneKind.Departed => "departed",
        MilestoneKind.Arrived => "arrived",
        MilestoneKind.ImportCustomsStarted => "customs",
        MilestoneKind.ImportCustomsReleased => "released",
        MilestoneKind.LastMileAccepted => "accepted",
        MilestoneKind.OutForDelivery => "on tour",
        MilestoneKind.FirstAttempt => "attempt",
        MilestoneKind.AvailableForPickup => "at shop",
        MilestoneKind.Delivered => "delivery",
        MilestoneKind.Returning => "back",
        MilestoneKind.Returned => "returned",
    };

    // The countries, the service, and what an operator or a detector says of it.
    private static string NameOf(Lane lane)
    {
        string status = lane.Status?.State switch
        {
            LaneStatusState.Degraded => "\n[yellow]degraded[/]",
            LaneStatusState.Suspended => "\n[red]suspended[/]",
            LaneStatusState.Unspecified or LaneStatusState.Open or null => "",
        };
        return $"{lane.Origin}-{lane.Destination}\n{Markup.Escape(Folded(lane.Service))}{status}";
    }

    // Behind a hyphen where there is one.
    private static string Folded(string service)
    {
        if (service.Length <= ServiceCharactersMax)
            return service;
        int hyphen = service.LastIndexOf('-', ServiceCharactersMax - 1);
        int end = hyphen < 0 ? ServiceCharactersMax : hyphen + 1;
        return service[..end] + "\n" + Folded(service[end..]);
    }
}
