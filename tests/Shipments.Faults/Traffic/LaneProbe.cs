using Shipments.Client;
using Shipments.Faults.History;
using Shipments.V1;

namespace Shipments.Faults.Traffic;

/// <summary>
/// Asks one door for lanes. Lanes are not journaled: one that is not in memory is read from the database by whichever silo it comes up at, and that
/// may be the one that does not reach it. The caller is told so, and not that something broke.
/// </summary>
internal sealed class LaneProbe(ShipmentsClient door, string name, FaultHistory history)
{
    private const int Lanes = 16;

    /// <summary>Asks for the list and for lanes that nobody has asked for before.</summary>
    /// <param name="round">Other lanes each round.</param>
    public async Task AskAsync(string round)
    {
        await DoorAnswers.OnceAsync(history, $"the list of lanes at {name}", () => door.Lanes.ListAsync(new ListLanesRequest()));
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(i =>
            DoorAnswers.OnceAsync(history, $"a lane at {name}", () => door.Lanes.GetAsync($"lanes/CN-ES/{round}x{i}"))));
    }
}
