using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Epcis.Export;

/// <summary>The business step and the disposition nearest to what a scan means. Our own fields beside them say it exactly.</summary>
internal static class EpcisSteps
{
    /// <summary>The step with which an object begins to be.</summary>
    public const string Begin = "commissioning";

    public static (string Step, string Disposition) Of(MeaningRecord meaning) => (Phase)meaning.Phase switch
    {
        Phase.InfoReceived => (Begin, "active"),
        Phase.PickedUp => ("accepting", "in_transit"),
        Phase.ExportCustoms or Phase.ImportCustoms => Customs((CustomsStatus)meaning.Customs),
        Phase.Departed => ("departing", "in_transit"),
        Phase.LineHaul or Phase.OutForDelivery => ("transporting", "in_transit"),
        Phase.Arrived => ("arriving", "in_progress"),
        Phase.LastMile => meaning.Milestone == (int)MilestoneKind.LastMileAccepted ? ("accepting", "in_transit") : ("transporting", "in_transit"),
        Phase.AttemptFailed => ("other", "in_transit"),
        Phase.AvailableForPickup => ("storing", "available"),
        Phase.Delivered => ("receiving", "in_progress"),
        Phase.Returning => ("shipping", "returned"),
        Phase.Returned => ("receiving", "returned"),
        Phase.Exception => meaning.Reason == (int)Reason.Damaged ? ("inspecting", "damaged") : ("holding", "unavailable"),
        Phase.Lost => ("inspecting", "unknown"),
        Phase.Destroyed => ("destroying", "destroyed"),
        Phase.Cancelled => ("decommissioning", "inactive"),
        Phase.None or Phase.Pending or Phase.Expired =>
            meaning.Customs == (int)CustomsStatus.None ? ("other", "in_progress") : Customs((CustomsStatus)meaning.Customs),
    };

    private static (string, string) Customs(CustomsStatus status) => status switch
    {
        CustomsStatus.Released or CustomsStatus.NotRequired => ("inspecting", "conformant"),
        CustomsStatus.Refused or CustomsStatus.Seized or CustomsStatus.ReturnOrdered => ("inspecting", "non_conformant"),
        CustomsStatus.Held or CustomsStatus.DoNotLoad or CustomsStatus.InformationRequired or CustomsStatus.PaymentDue
            or CustomsStatus.DataMissing => ("holding", "unavailable"),
        CustomsStatus.None or CustomsStatus.DataSent or CustomsStatus.Assessing or CustomsStatus.Inspected => ("inspecting", "in_progress"),
    };
}
