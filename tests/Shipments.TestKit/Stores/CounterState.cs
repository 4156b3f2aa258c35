namespace Shipments.TestKit;

/// <summary>The state of a toy actor: what its entries added up to.</summary>
/// <param name="Sum">Of all amounts.</param>
/// <param name="Count">Of entries.</param>
public sealed record CounterState(long Sum, long Count)
{
    public static CounterState Zero { get; } = new(0, 0);

    public CounterState Add(long amount) => new(Sum + amount, Count + 1);
}
