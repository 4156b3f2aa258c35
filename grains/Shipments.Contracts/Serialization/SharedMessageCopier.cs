using Google.Protobuf;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Shipments.Contracts.Serialization;

/// <summary>
/// Hands a protobuf message of a local grain call over as it is. Orleans would copy it by writing and parsing it; messages are immutable by
/// rule once passed, so whoever wants to change one clones it.
/// </summary>
public sealed class SharedMessageCopier : IGeneralizedCopier, ITypeFilter
{
    /// <inheritdoc/>
    public bool IsSupportedType(Type type) => typeof(IMessage).IsAssignableFrom(type);

    /// <inheritdoc/>
    public object? DeepCopy(object? input, CopyContext context) => input;

    /// <inheritdoc/>
    public bool? IsTypeAllowed(Type type) => typeof(IMessage).IsAssignableFrom(type) ? true : null;
}
