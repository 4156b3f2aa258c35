namespace Shipments.Domain.Customs;

/// <summary>What a rule says of duty, tax and form. The numbers are those of the public enum and of the journal: fixed for ever.</summary>
public enum CustomsChargeKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>No duty is due.</summary>
    DutyFree = 1,

    /// <summary>Duty is due, by the tariff.</summary>
    DutyDue = 2,

    /// <summary>A sum for each item may be paid instead of duty by the tariff.</summary>
    DutySpecific = 3,

    /// <summary>A flat sum for each HS-6 heading; the amount is known.</summary>
    DutyFlat = 4,

    /// <summary>No tax is due.</summary>
    VatFree = 5,

    /// <summary>The seller has taken the tax.</summary>
    VatAtSale = 6,

    /// <summary>The tax is due when the parcel is imported.</summary>
    VatAtImport = 7,

    /// <summary>The short form CN 22 is enough.</summary>
    FormCn22 = 8,

    /// <summary>The full form CN 23 is needed.</summary>
    FormCn23 = 9,
}
