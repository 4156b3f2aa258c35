namespace Shipments.Bench.Simulation.Networks;

/// <summary>What a carrier says when something happens.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Text">Its words.</param>
internal sealed record CarrierCode(string Code, string Text)
{
    public static readonly string[] Columns = ["step", "carrier", "code", "text"];
}
