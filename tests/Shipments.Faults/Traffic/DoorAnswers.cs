using Grpc.Core;
using Shipments.Client;
using Shipments.Faults.History;

namespace Shipments.Faults.Traffic;

/// <summary>What a caller may be told at a door that is in trouble: an answer, or to try again; never that the server broke.</summary>
internal static class DoorAnswers
{
    /// <summary>Calls once. An error that helps no caller goes into the history; the others are the caller's to know.</summary>
    /// <returns>The answer, or null when there was none.</returns>
    public static async Task<T?> OnceAsync<T>(FaultHistory history, string what, Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (ShipmentsCallException failure)
        {
            if (failure.StatusCode is StatusCode.Internal or StatusCode.Unknown or StatusCode.DataLoss)
                history.Failed($"{what}: {failure.Message}");
            return null;
        }
    }
}
