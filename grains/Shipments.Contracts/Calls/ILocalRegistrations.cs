using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Calls;

/// <summary>
/// Registers the parcels of this process's shards without a message, and without waking them: most are registered days before anything is heard of them.
/// Absent in a front door without actors.
/// </summary>
public interface ILocalRegistrations
{
    /// <summary>Registers a parcel. Null when it is not to be registered here, and is to be called by a message; so it is after an answer of MOVED.</summary>
    /// <param name="key">The parcel's actor key.</param>
    /// <param name="command">The registration.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the registration goes on.</param>
    /// <returns>Completes after the commit, and when the parcel's numbers have heard of it, or soon after.</returns>
    Task<RegisterReply>? TryRegister(string key, RegisterCommand command, CancellationToken cancellationToken);
}
