using Shipments.Domain.Parcels;

namespace Shipments.Domain.Eta;

/// <summary>Which words of the customs stop a parcel: somebody has to do something before it goes on.</summary>
internal static class CustomsStops
{
    public static bool IsStop(CustomsStatus status) => status switch
    {
        CustomsStatus.DoNotLoad or CustomsStatus.InformationRequired or CustomsStatus.PaymentDue or CustomsStatus.Held
            or CustomsStatus.Inspected or CustomsStatus.Seized => true,
        CustomsStatus.None or CustomsStatus.NotRequired or CustomsStatus.DataMissing or CustomsStatus.DataSent or CustomsStatus.Assessing
            or CustomsStatus.Released or CustomsStatus.Refused or CustomsStatus.ReturnOrdered => false,
    };
}
