using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers;

/// <summary>A further number that a payload names for the same parcel.</summary>
/// <param name="Number">Normalised.</param>
/// <param name="Issuer">The best guess of who issued it, a short name; empty when there is none.</param>
/// <param name="Role">The part it plays.</param>
public sealed record LinkedNumber(string Number, string Issuer, NumberRole Role);
