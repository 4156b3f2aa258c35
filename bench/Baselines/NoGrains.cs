using System.Reflection;
using Grpc.Core;

namespace Shipments.Bench.Baselines;

/// <summary>Stands for grains where there are none: whoever asks for one is told so.</summary>
internal class NoGrains : DispatchProxy
{
    /// <summary>Makes a factory of none.</summary>
    public static IGrainFactory Make() => Create<IGrainFactory, NoGrains>();

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        throw new RpcException(new Status(StatusCode.Unimplemented, "This baseline has no actors."));
}
