using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Calls;

/// <summary>A reply that says how its call ended.</summary>
public interface IGrainReply
{
    /// <summary>How the call ended.</summary>
    CallHeader Header { get; }
}
