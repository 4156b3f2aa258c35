using Shipments.Domain.Parcels;

namespace Shipments.Domain.Carriers.StatusMaps;

/// <summary>One line of the table.</summary>
/// <param name="System">Whose word it is.</param>
/// <param name="Word">The word; <see cref="NoWord"/> where the system has none for the phase.</param>
/// <param name="Phase">What it says.</param>
/// <param name="Reason">Why, where the word says so.</param>
/// <param name="Reads">The word means this phase.</param>
/// <param name="Writes">The phase is told by this word.</param>
internal sealed record StatusMapRow(ForeignSystem System, string Word, Phase Phase, Reason Reason, bool Reads, bool Writes)
{
    /// <summary>Stands in the file for a system that has no word.</summary>
    public const string NoWord = "-";
}
