using Shipments.Client;
using Shipments.Faults.History;

namespace Shipments.Faults.Traffic;

/// <summary>Repeats a call of the client with the same ids after the client itself has given up, so that no write stays undecided.</summary>
internal static class Insist
{
    private const int TriesMax = 300;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    public static async Task<T> OnAsync<T>(FaultHistory history, Func<Task<T>> call)
    {
        using PeriodicTimer pause = new(s_pause);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (ShipmentsCallException failure) when (attempt < TriesMax)
            {
                // The client repeats what helps for two minutes; nothing here lasts so long, and nothing here is wrong.
                history.Failed(failure.Message);
                await pause.WaitForNextTickAsync();
            }
        }
    }
}
