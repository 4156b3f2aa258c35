using Shipments.Domain.Numbers;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>Reads one carrier's format.</summary>
public interface ICarrierAdapter
{
    /// <summary>The format's name.</summary>
    string Format { get; }

    /// <summary>The carrier's short name.</summary>
    string Carrier { get; }

    /// <summary>The most bytes it reads.</summary>
    int PayloadBytesMax { get; }

    /// <summary>Reads a payload.</summary>
    /// <param name="payload">The bytes as received.</param>
    /// <param name="receivedAt">When they were received.</param>
    PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt);
}

/// <summary>What was read of a payload.</summary>
/// <param name="Items">Its shipments.</param>
/// <param name="Fault">Why it is no such document at all.</param>
public sealed record PayloadReading(IReadOnlyList<PayloadItem> Items, PayloadFault? Fault);

/// <summary>One shipment of a payload.</summary>
/// <param name="Number">The number it is about.</param>
/// <param name="Linked">Other numbers of the same parcel.</param>
/// <param name="Scans">Its events.</param>
/// <param name="NotFound">The carrier does not know the number.</param>
/// <param name="Fault">Why the item could not be read.</param>
public sealed record PayloadItem(
    string Number, IReadOnlyList<LinkedNumber> Linked, IReadOnlyList<PayloadScan> Scans, bool NotFound, PayloadFault? Fault);

/// <summary>One event of a payload: the scan, or why there is none.</summary>
/// <param name="Fact">The scan.</param>
/// <param name="Fault">Why it could not be read.</param>
public sealed record PayloadScan(ScanFact? Fact, PayloadFault? Fault);

/// <summary>Another number of a parcel.</summary>
/// <param name="Number">The number.</param>
/// <param name="Issuer">Its issuer.</param>
/// <param name="Role">Its part.</param>
public sealed record LinkedNumber(string Number, string Issuer, NumberRole Role);

/// <summary>What is wrong in a payload.</summary>
/// <param name="Field">Where.</param>
/// <param name="Value">What stood there.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record PayloadFault(string Field, string Value, string Problem);
