namespace Shipments.Domain.Choice;

/// <summary>Holidays and clocks as a stage feels them. Made for one look; it remembers what it has asked. Not thread-safe.</summary>
internal sealed class FlowCalendar(FlowContext context)
{
    private const int DayBins = 48;
    private const int Step = 12;

    // The half hours are of UTC and the day is of the place: a holiday casts its shadow half a day before it.
    private const int BeforeBins = 24;

    // A look goes back five weeks: 140 steps, and so each has a place of its own.
    private const int Places = 256;

    private readonly bool?[]?[] _quiet = new bool?[]?[FlowStages.Count];
    private readonly int?[] _clocks = new int?[2 * Places];
    private readonly Dictionary<(bool, int), bool> _holidays = [];

    /// <summary>Whether nothing is to be expected of a stage for a holiday, or because its parcels are still missing after one.</summary>
    public bool IsQuiet(FlowStage stage, int bin)
    {
        bool?[] known = _quiet[(int)stage] ??= new bool?[Places];
        return known[bin / Step % Places] ??= Find(FlowStages.IsAtOrigin(stage), bin, AfterBins(stage));
    }

    /// <summary>How many half hours the local clock is further ahead in a half hour than so many weeks before.</summary>
    public int ClockMoved(FlowStage stage, int bin, int weeks)
    {
        bool isOrigin = FlowStages.IsAtOrigin(stage);
        return ClockOf(isOrigin, bin) - ClockOf(isOrigin, bin - (weeks * LaneFlow.WeekBins));
    }

    // What a closed office does not do is missing behind it for as long as its parcels would have been on their way.
    private static int AfterBins(FlowStage stage) => stage switch
    {
        FlowStage.PickedUp or FlowStage.Arrived => 24,
        FlowStage.Forwarded or FlowStage.ExportReleased or FlowStage.Departed => 48,
        FlowStage.Released or FlowStage.LastMile => 72,
        FlowStage.Sorted or FlowStage.AtDepot or FlowStage.OutForDelivery or FlowStage.Delivered => 120,
        FlowStage.None or FlowStage.Registered => 0,
    };

    private bool Find(bool isOrigin, int bin, int afterBins)
    {
        for (int day = (bin - afterBins) / DayBins; day <= (bin + BeforeBins) / DayBins; day++)
        {
            if (IsHoliday(isOrigin, day))
                return true;
        }

        return false;
    }

    private bool IsHoliday(bool isOrigin, int day)
    {
        if (!_holidays.TryGetValue((isOrigin, day), out bool isHoliday))
            _holidays[(isOrigin, day)] = isHoliday = context.IsHoliday(isOrigin, day);
        return isHoliday;
    }

    private int ClockOf(bool isOrigin, int bin) => _clocks[(bin / Step % Places) + (isOrigin ? Places : 0)] ??= context.ClockBins(isOrigin, bin);
}
