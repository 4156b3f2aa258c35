using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Choice;

/// <summary>Parcels that lie at a stage, by the day they reached it, and how long parcels lay there.</summary>
public sealed class LaneStock
{
    private readonly Dictionary<(FlowStage Stage, int Day), long> _open = [];
    private readonly Dictionary<FlowStage, QuantileSketch> _dwells = [];

    /// <summary>The days before which nothing is told apart.</summary>
    public const int DaysMax = LaneFlow.WeeksMax * 7;

    /// <summary>A lane's stock.</summary>
    /// <param name="cells">The lane's counts; not changed.</param>
    public static LaneStock Of(LaneCells cells)
    {
        LaneStock stock = new();
        foreach ((LaneCell cell, long count) in cells.Sorted())
        {
            if (cell.Week == LaneCell.OlderWeek)
                continue;
            if (cell.Measure == LaneMeasure.Backlog && StageOf((Phase)cell.Part) is var stage and not FlowStage.None)
                stock.AddOpen(stage, LaneWeeks.DayOf(cell.Week, cell.Bucket), count);
            else if (cell.Measure == LaneMeasure.Dwell && IsJudged(FlowStages.Of((MilestoneKind)cell.Part)))
                stock.DwellOf(FlowStages.Of((MilestoneKind)cell.Part)).AddBucket(cell.Bucket, count);
        }

        return stock;
    }

    /// <summary>Adds parcels that lie at a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="day">The day they reached it, from 1970-01-01 as 0.</param>
    /// <param name="count">How many.</param>
    public void AddOpen(FlowStage stage, int day, long count) => _open[(stage, day)] = _open.GetValueOrDefault((stage, day)) + count;

    /// <summary>How long parcels lay at a stage until the next one.</summary>
    /// <param name="stage">The stage.</param>
    public QuantileSketch DwellOf(FlowStage stage)
    {
        if (!_dwells.TryGetValue(stage, out QuantileSketch? dwell))
            _dwells[stage] = dwell = new QuantileSketch();
        return dwell;
    }

    /// <summary>Parcels that reached a stage on a day and lie there.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="day">The day.</param>
    public long Open(FlowStage stage, int day) => _open.GetValueOrDefault((stage, day));

    internal static bool IsJudged(FlowStage stage) => stage is FlowStage.PickedUp or FlowStage.Departed or FlowStage.Arrived;

    private static FlowStage StageOf(Phase phase) => phase switch
    {
        Phase.PickedUp => FlowStage.PickedUp,
        Phase.Departed or Phase.LineHaul => FlowStage.Departed,
        Phase.Arrived => FlowStage.Arrived,
        Phase.None or Phase.Pending or Phase.InfoReceived or Phase.ExportCustoms or Phase.ImportCustoms or Phase.LastMile or Phase.OutForDelivery
            or Phase.AttemptFailed or Phase.AvailableForPickup or Phase.Delivered or Phase.Returning or Phase.Returned or Phase.Exception
            or Phase.Lost or Phase.Destroyed or Phase.Cancelled or Phase.Expired => FlowStage.None,
    };
}
