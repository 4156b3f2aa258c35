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
public readonly record struct RegisterVerdict(RegisterOutcome Outcome, Rejection Rejection, string Detail);
