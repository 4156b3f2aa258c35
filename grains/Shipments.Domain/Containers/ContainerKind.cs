namespace Shipments.Domain.Containers;

/// <summary>What a container is, from the innermost out. Numbers are those of the journal: fixed for ever. One holds only such as come before it, so nesting ends.</summary>
public enum ContainerKind
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A bag, tray or box of mail: UPU S9, 29 characters.</summary>
    Receptacle = 1,

    /// <summary>Receptacles sent together: UPU S8, 20 characters.</summary>
    Dispatch = 2,

    /// <summary>Dispatches handed to a carrier on one document.</summary>
    Consignment = 3,

    /// <summary>Goods on one air waybill: 11 digits.</summary>
    AirWaybill = 4,
}
