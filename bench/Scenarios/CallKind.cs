namespace Shipments.Bench.Scenarios;

/// <summary>What a flow calls.</summary>
internal enum CallKind
{
    /// <summary>RegisterParcel, or BatchRegisterParcels of several.</summary>
    Register,

    /// <summary>RecordScans.</summary>
    Record,

    /// <summary>StreamScans.</summary>
    Stream,

    /// <summary>GetParcel of parcels at random.</summary>
    Get,

    /// <summary>GetParcel of one parcel after another, each once.</summary>
    GetInOrder,

    /// <summary>LookupParcels.</summary>
    Lookup,

    /// <summary>ListParcels.</summary>
    List,
}
