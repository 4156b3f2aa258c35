using System.Text.Json;
using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Payloads;

/// <summary>Writes a carrier's answer about one parcel in the carrier's format.</summary>
internal interface IPayloadWriter
{
    /// <summary>Writes it.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="parcel">The parcel.</param>
    /// <param name="carrier">Who answers.</param>
    /// <param name="scans">What is visible, the oldest first.</param>
    /// <param name="at">When.</param>
    void Write(Utf8JsonWriter json, SimParcel parcel, CarrierTraits carrier, IReadOnlyList<SimScan> scans, int at);
}
