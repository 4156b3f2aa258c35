namespace Shipments.Api.Admission;

/// <summary>What a unary call asks for. Each kind has a share of the host's work of its own, so that a storm of one leaves the other alone.</summary>
internal enum WorkKind
{
    /// <summary>It changes nothing.</summary>
    Read,

    /// <summary>It is answered after a commit.</summary>
    Write,
}
