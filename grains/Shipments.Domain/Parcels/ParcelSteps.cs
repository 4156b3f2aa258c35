using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>What a parcel asks of its numbers, as steps of its entry.</summary>
internal static class ParcelSteps
{
    /// <summary>This parcel holds the number.</summary>
    public static OutgoingStep Attach(ActorAddress self, ParcelNumber number, bool isFromStated) => new()
    {
        Target = self.NumberKey(number.Number),
        AttachNumber = new AttachNumber
        {
            Parcel = self.Id,
            Number = number.Number,
            Issuer = number.Issuer,
            Role = number.Role,
            FromMs = number.FromMs,
            ToMs = number.ToMs,
            FromStated = isFromStated,
        },
    };

    /// <summary>This parcel does not hold the number, and never did.</summary>
    public static OutgoingStep Detach(ActorAddress self, string number) => new()
    {
        Target = self.NumberKey(number),
        DetachNumber = new DetachNumber { Parcel = self.Id, Number = number },
    };

    /// <summary>Scans under a number that are not this parcel's alone go back to it.</summary>
    public static IEnumerable<OutgoingStep> Return(ActorAddress self, string number, List<ScanFact> released)
    {
        foreach (ScanFact[] part in released.Chunk(ParcelBounds.StepScansMax))
        {
            ReturnScans step = new() { Number = number, Parcel = self.Id };
            step.Scans.Add(part);
            yield return new OutgoingStep { Target = self.NumberKey(number), ReturnScans = step };
        }
    }

    /// <summary>Hands scans that are not, or not only, a parcel's back to their number.</summary>
    public static void HandBack(ParcelEntry entry, ActorAddress self, string number, List<ScanFact> released, List<ulong> removed)
    {
        ScansRerouted rerouted = new() { Number = number };
        rerouted.Scans.Add(released);
        rerouted.Removed.Add(removed);
        entry.Rerouted.Add(rerouted);
        entry.Steps.Add(Return(self, number, released));
    }
}
