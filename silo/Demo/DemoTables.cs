using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Shipments.V1;
using Spectre.Console;

namespace Shipments.Silo.Demo;

/// <summary>The demo's report as tables that a person likes to read.</summary>
internal sealed class DemoTables(IAnsiConsole console)
{
    // A line of it is a time and a word or two: broken it is hard to read.
    private const string MilestonesColumn = "Milestones (UTC)";

    // Narrower than this, what is said of a parcel stands below its numbers instead of in columns of its own.
    private const int WideFrom = 150;

    /// <summary>Prints all but the lanes.</summary>
    public void Print(DemoReport report)
    {
        PrintParcels(report.Parcels);
        PrintFiles(report.Files);
        if (report.Unmapped.Count > 0)
            PrintUnmapped(report.Unmapped);
        if (report.Unread.Count > 0)
            PrintUnread(report.Unread);
    }

    /// <summary>Prints the lanes: how fast they are and how reliable, and why a cell is empty.</summary>
    public void PrintLanes(IReadOnlyList<Lane> lanes)
    {
        if (lanes.Count == 0)
            return;
        foreach (LaneTable table in (LaneTable[])[LaneSpeed.Of(lanes), LaneReliability.Of(lanes)])
        {
            console.Write(table.Table);
            foreach (string note in table.Notes)
                console.Write(new Padder(new Markup("[grey]" + Markup.Escape(note) + "[/]"), new Padding(2, 0, 0, 0)));
        }
    }

    private void PrintParcels(List<DemoParcel> parcels)
    {
        bool isWide = console.Profile.Width >= WideFrom;
        Table table = isWide
            ? NewTable("Parcels", "Numbers", "Now", MilestonesColumn, "Windows", "Marks")
            : NewTable("Parcels", "Numbers and now", MilestonesColumn);
        foreach (DemoParcel shown in parcels)
        {
            Parcel parcel = shown.Parcel;
            string numbers = NumbersOf(shown);
            string milestones = Markup.Escape(string.Join('\n', parcel.Milestones.Select(MilestoneOf)));
            string windows = ParcelWindows.Of(parcel);
            string marks = Markup.Escape(string.Join(", ", MarksOf(parcel)));
            if (isWide)
                table.AddRow(numbers, NowOf(parcel), milestones, windows, marks);
            else
                table.AddRow($"{numbers}\n{NowOf(parcel)}\n{marks}".TrimEnd(), parcel.Eta is null && parcel.Estimate is null ? milestones : $"{milestones}\n{windows}");
        }

        console.Write(table);
    }

    private static string NumbersOf(DemoParcel shown)
    {
        Parcel parcel = shown.Parcel;
        IEnumerable<string> numbers = parcel.TrackingNumbers.Concat(parcel.MergedParcels.SelectMany(part => part.TrackingNumbers)).Select(number => number.Number);
        return (shown.Shows.Length == 0 ? "" : $"[bold]{Markup.Escape(shown.Shows)}[/]\n") + Markup.Escape(string.Join('\n', numbers));
    }

    private void PrintFiles(List<DemoFile> files)
    {
        bool isWide = console.Profile.Width >= WideFrom;
        Table table = isWide ? NewTable("Payloads", "File", "Format", "About", "Outcome") : NewTable("Payloads", "File and format", "About", "Outcome");
        foreach (DemoFile file in files)
        {
            string name = Markup.Escape(file.File);
            string about = Markup.Escape(string.Join(isWide ? ' ' : '\n', file.Numbers));
            if (isWide)
                table.AddRow(name, file.Format, about, OutcomeOf(file));
            else
                table.AddRow($"{name}\n[grey]{file.Format}[/]", about, OutcomeOf(file));
        }

        console.Write(table);
    }

    private static string OutcomeOf(DemoFile file)
    {
        string outcome = string.Join(", ", file.Counts.Select(count => $"{count.Value} {Words(count.Key.ToString()).ToLowerInvariant()}"));
        return file.NotFound == 0 ? outcome : outcome.Length == 0 ? "not known to the carrier yet" : outcome + ", some not known yet";
    }

    private void PrintUnmapped(List<UnmappedCode> codes)
    {
        Table table = NewTable("Codes no vocabulary knows: kept, and moving nothing", "Carrier", "Code", "Times", "Said");
        foreach (UnmappedCode code in codes)
        {
            table.AddRow(
                Markup.Escape(code.Carrier), Markup.Escape(code.Code), code.Count.ToString(CultureInfo.InvariantCulture), Markup.Escape(code.Example));
        }

        console.Write(table);
    }

    private void PrintUnread(List<UnreadFile> files)
    {
        Table table = NewTable("Not read", "File", "Why");
        foreach (UnreadFile file in files)
            table.AddRow(Markup.Escape(file.File), Markup.Escape(file.Why));
        console.Write(table);
    }

    private static Table NewTable(string title, params string[] columns)
    {
        Table table = new Table().RoundedBorder().Title($"[bold]{title}[/]").ShowRowSeparators();
        foreach (string column in columns)
            table.AddColumn(column == MilestonesColumn ? new TableColumn(column).NoWrap() : new TableColumn(column));
        return table;
    }

    private static string NowOf(Parcel parcel)
    {
        string colour = parcel.Phase switch
        {
            Phase.Delivered => "green",
            Phase.Exception or Phase.Lost or Phase.Destroyed or Phase.Expired or Phase.AttemptFailed => "red",
            Phase.Returning or Phase.Returned or Phase.Cancelled => "yellow",
            Phase.Unspecified or Phase.Pending or Phase.InfoReceived => "grey",
            Phase.PickedUp or Phase.ExportCustoms or Phase.Departed or Phase.LineHaul or Phase.Arrived or Phase.ImportCustoms
                or Phase.LastMile or Phase.OutForDelivery or Phase.AvailableForPickup => "blue",
        };
        string reason = parcel.Reason == Reason.Unspecified ? "" : $"\n[grey]{Words(parcel.Reason.ToString())}[/]";
        string customs = parcel.Customs == CustomsStatus.Unspecified ? "" : $"\n[grey]customs:[/] {Words(parcel.Customs.ToString()).ToLowerInvariant()}";
        return $"[{colour}]{Words(parcel.Phase.ToString())}[/]{reason}{customs}\n[grey]{parcel.ScanCount.ToString(CultureInfo.InvariantCulture)} {(parcel.ScanCount == 1 ? "scan" : "scans")}[/]";
    }

    private static string MilestoneOf(Milestone milestone) =>
        $"{TimeOf(milestone.FirstTime)}  {Words(milestone.Kind.ToString())}{(milestone.Count > 1 ? $" ×{milestone.Count}" : "")}";

    private static IEnumerable<string> MarksOf(Parcel parcel)
    {
        ParcelFlags flags = parcel.Flags;
        if (parcel.MergedParcels.Count > 0)
            yield return $"{parcel.MergedParcels.Count} merged into it";
        if (parcel.Scans.Count(scan => scan.Witnesses.Count > 1) is > 0 and int told)
            yield return told == 1 ? "1 event of two witnesses" : $"{told} events of two witnesses";
        if (parcel.Journey > 0)
            yield return $"journey {parcel.Journey}";
        if (flags.Held)
            yield return "held";
        if (flags.Delayed)
            yield return "delayed";
        if (flags.Stalled)
            yield return "stalled";
        if (flags.Untracked)
            yield return "untracked service";
        if (flags.Regression)
            yield return "regression";
        if (flags.Corrected)
            yield return "corrected";
        if (flags.ActionRequired)
            yield return "act: " + Words(parcel.Responsible.ToString()).ToLowerInvariant();
        if (parcel.UnmappedCount > 0)
            yield return $"{parcel.UnmappedCount} unmapped";
    }

    private static string TimeOf(Timestamp time) => time.ToDateTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>OutForDelivery → Out for delivery.</summary>
    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
