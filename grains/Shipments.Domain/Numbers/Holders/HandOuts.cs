using Google.Protobuf.Collections;
using Shipments.Journal.V1;

namespace Shipments.Domain.Numbers;

/// <summary>Held scans on their way to parcels, gathered into as few steps as their bound allows.</summary>
internal sealed class HandOuts(ActorAddress self, HeldScans held)
{
    private readonly SortedDictionary<string, List<ScanFact>> _byParcel = new(StringComparer.Ordinal);

    /// <summary>Hands a held scan to parcels.</summary>
    /// <param name="id">The scan's id.</param>
    /// <param name="parcels">Who it goes to.</param>
    /// <param name="isRicher">It says more than those it went to already know.</param>
    public void Add(ulong id, List<string> parcels, bool isRicher)
    {
        List<string> fresh = held.HandTo(id, parcels);
        foreach (string parcel in isRicher ? parcels : fresh)
        {
            if (!_byParcel.TryGetValue(parcel, out List<ScanFact>? scans))
                _byParcel.Add(parcel, scans = []);
            scans.Add(held.Find(id)!.Scan);
        }
    }

    public void WriteTo(RepeatedField<OutgoingStep> steps)
    {
        foreach ((string parcel, List<ScanFact> scans) in _byParcel)
        {
            foreach (ScanFact[] part in scans.Chunk(NumberBounds.StepScansMax))
            {
                TakeScans step = new() { Number = self.Id };
                step.Scans.Add(part);
                steps.Add(new OutgoingStep { Target = self.ParcelKey(parcel), TakeScans = step });
            }
        }

        _byParcel.Clear();
    }
}
