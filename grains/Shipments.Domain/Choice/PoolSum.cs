namespace Shipments.Domain.Choice;

/// <summary>One stretch of time of one stage, summed over the lanes of a pool. A week counts when all of them know it; bursts count as those of a lane, in the mean.</summary>
internal sealed class PoolSum
{
    private readonly double[] _weeks = new double[FlowWindow.WeeksMax];
    private readonly double[] _bursts = new double[FlowWindow.WeeksMax];
    private readonly int[] _unknown = new int[FlowWindow.WeeksMax];
    private long _observed;

    /// <summary>Lanes that are summed.</summary>
    public int Lanes { get; private set; }

    /// <summary>Adds a lane, or takes it away again.</summary>
    /// <param name="window">What it reports.</param>
    /// <param name="sign">1 or −1.</param>
    public void Add(FlowWindow window, int sign)
    {
        Lanes += sign;
        _observed += sign * window.Observed;
        for (int week = 0; week < FlowWindow.WeeksMax; week++)
        {
            if (week >= window.Weeks.Count || window.Weeks[week] < 0)
                _unknown[week] += sign;
            else
                (_weeks[week], _bursts[week]) = (_weeks[week] + (sign * window.Weeks[week]), _bursts[week] + (sign * window.Weeks[week] * window.Bursts[week]));
        }
    }

    /// <summary>What is left of it without some of its lanes.</summary>
    /// <param name="lanes">The sum of these.</param>
    public PoolSum Without(PoolSum lanes)
    {
        PoolSum others = new() { Lanes = Lanes - lanes.Lanes, _observed = _observed - lanes._observed };
        for (int week = 0; week < FlowWindow.WeeksMax; week++)
        {
            others._unknown[week] = _unknown[week] - lanes._unknown[week];
            (others._weeks[week], others._bursts[week]) = (_weeks[week] - lanes._weeks[week], _bursts[week] - lanes._bursts[week]);
        }

        return others;
    }

    /// <summary>The sum. What is taken away again leaves a rounding behind, never a count.</summary>
    /// <param name="like">The stage and the time of it.</param>
    public FlowWindow Of(FlowWindow like)
    {
        double[] weeks = new double[FlowWindow.WeeksMax];
        int[] bursts = new int[FlowWindow.WeeksMax];
        for (int week = 0; week < FlowWindow.WeeksMax; week++)
        {
            weeks[week] = _unknown[week] > 0 ? -1 : Math.Max(0, _weeks[week]);
            bursts[week] = _weeks[week] < 1e-6 ? 0 : (int)Math.Max(0, (_bursts[week] / _weeks[week]) + 1e-6);
        }

        return like with { Observed = _observed, Weeks = weeks, Bursts = bursts };
    }
}
