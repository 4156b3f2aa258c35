using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers;

/// <summary>A further number that a payload names for the same parcel. Two are equal when they name the same, wherever they stood.</summary>
/// <param name="Number">Normalised.</param>
/// <param name="Issuer">The best guess of who issued it, a short name; empty when there is none.</param>
/// <param name="Role">The part it plays.</param>
public sealed record LinkedNumber(string Number, string Issuer, NumberRole Role)
{
    /// <summary>Most characters of <see cref="Evidence"/>: 160.</summary>
    public const int EvidenceCharactersMax = 160;

    /// <summary>What the payload said: the value of the field or the sentence, cut to <see cref="EvidenceCharactersMax"/>.</summary>
    public string Evidence { get; init; } = "";

    /// <inheritdoc/>
    public bool Equals(LinkedNumber? other) => other is not null && (Number, Issuer, Role) == (other.Number, other.Issuer, other.Role);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Issuer, Role);
}
