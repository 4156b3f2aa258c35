namespace Shipments.Domain.Eta;

/// <summary>Whose past a window mostly rests on. The numbers are written in entries and are those of the public enum: fixed for ever.</summary>
public enum EtaLevel
{
    /// <summary>Nobody's.</summary>
    None = 0,

    /// <summary>The lane's own.</summary>
    Lane = 1,

    /// <summary>That of all services from its origin to its destination.</summary>
    Corridor = 2,

    /// <summary>That of its service between all countries.</summary>
    Service = 3,

    /// <summary>That of all lanes of the tenant.</summary>
    Tenant = 4,
}
