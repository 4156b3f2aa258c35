namespace Shipments.Domain.Customs;

/// <summary>A datum of a declaration that a rule can demand.</summary>
internal enum CustomsDatum
{
    Lines,
    Description,
    Hs6,
    Quantity,
    NetWeight,
    Gross,
    Value,
    Currency,
    Origin,
    IossForm,
    IossAbsent,
}
