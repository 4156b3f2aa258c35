using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Judging.Choices;

/// <summary>What parcels weigh: half of them up to 250 g, a third and more up to a kilogram, the rest up to two.</summary>
internal static class Weights
{
    /// <summary>The weight of a parcel, in grams.</summary>
    public static int Of(long seed, int parcel)
    {
        double unit = Dice.Unit(seed, parcel, (int)Draw.Weight);
        return unit < 0.5 ? Between(30, 250, unit / 0.5) : unit < 0.85 ? Between(251, 1_000, (unit - 0.5) / 0.35) : Between(1_001, 2_000, (unit - 0.85) / 0.15);
    }

    private static int Between(int least, int most, double unit) => least + (int)((most - least) * unit);
}
