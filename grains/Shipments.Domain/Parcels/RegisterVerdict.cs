using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>How a registration ended.</summary>
public enum RegisterOutcome
{
    /// <summary>Refused; the verdict says why.</summary>
    Rejected = 0,

    /// <summary>This request made the parcel.</summary>
    Created = 1,

    /// <summary>This request made the parcel before; nothing changed.</summary>
    Again = 2,
}

/// <summary>What a parcel made of a registration.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Rejection">When rejected: <see cref="Rejection.ParcelExists"/>, <see cref="Rejection.RequestIdReused"/> or <see cref="Rejection.ParcelNumbersFull"/>.</param>
/// <param name="Detail">A sentence with the value that was refused; empty otherwise.</param>
public readonly record struct RegisterVerdict(RegisterOutcome Outcome, Rejection Rejection, string Detail)
{
    /// <summary>The verdict on a parcel that is registered already.</summary>
    internal static RegisterVerdict OfKnown(string parcel, AnsweredRequest? createdBy, string requestId, ulong contentHash)
    {
        if (requestId.Length == 0 || createdBy?.RequestId != requestId)
            return new RegisterVerdict(RegisterOutcome.Rejected, Rejection.ParcelExists, $"The parcel '{parcel}' is registered by another request.");
        return createdBy.ContentHash == contentHash
            ? new RegisterVerdict(RegisterOutcome.Again, Rejection.None, "")
            : new RegisterVerdict(RegisterOutcome.Rejected, Rejection.RequestIdReused, $"The request '{requestId}' came before with other content.");
    }
}
