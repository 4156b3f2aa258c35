using Grpc.Core;
using Grpc.Net.Client;

namespace Shipments.Cluster.Tests.Load;

/// <summary>The front doors of a cluster as a careful caller uses them: calls go round, and one that is UNAVAILABLE goes to the next door.</summary>
internal sealed class Doors(IEnumerable<string> targets) : IDisposable
{
    private const int AttemptsMax = 6;

    private readonly GrpcChannel[] _channels = [.. targets.Select(target => GrpcChannel.ForAddress($"http://{target}"))];
    private int _next;

    /// <summary>Calls; throws what the last door said.</summary>
    public async Task<T> CallAsync<T>(Func<CallInvoker, AsyncUnaryCall<T>> call)
    {
        var first = Interlocked.Increment(ref _next);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var door = _channels[(uint)(first + attempt) % _channels.Length];
                using var under = call(door.CreateCallInvoker());
                return await under;
            }
            catch (RpcException failure) when (failure.StatusCode == StatusCode.Unavailable && attempt < AttemptsMax)
            {
                // The next door.
            }
        }
    }

    public void Dispose() => Array.ForEach(_channels, channel => channel.Dispose());
}
