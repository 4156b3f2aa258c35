namespace Shipments.Domain.Carriers;

/// <summary>One shipment of a payload.</summary>
/// <param name="Number">The number the payload is about, normalised; empty when it names none (see <paramref name="Fault"/>, or a bare not-found reply).</param>
/// <param name="Linked">Other numbers for the same parcel, without repetition, at most 16.</param>
/// <param name="Scans">One for each event, in the payload's order.</param>
/// <param name="NotFound">The carrier does not know the number (yet). That is no error.</param>
/// <param name="Fault">What of the item itself could not be read; the scans that are there are good all the same.</param>
public sealed record PayloadItem(
    string Number, IReadOnlyList<LinkedNumber> Linked, IReadOnlyList<PayloadScan> Scans, bool NotFound, PayloadFault? Fault);
