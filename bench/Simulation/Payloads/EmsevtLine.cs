using Shipments.Bench.Simulation.Networks;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Simulation.Payloads;

/// <summary>A line of UPU EMSEVT: item, event, local time, office, reason, action and text.</summary>
internal sealed class EmsevtLine(PayloadScene scene)
{
    /// <summary>The line that names the columns.</summary>
    public const string Header = "item;event;time;office;reason;action;text";

    /// <summary>The line of a scan.</summary>
    public string Of(SimParcel parcel, CarrierTraits carrier, in SimScan scan, int at)
    {
        CarrierCode code = scene.CodeOf(carrier, scan, at);
        string time = PayloadScene.Text(scene.Local(scan, scan.TimeAt(at)), "yyyy-MM-dd HH:mm:ss");
        string reason = scan.Step == Step.AttemptFailed ? "12" : scan.Step == Step.ImportHeld ? "20" : "";
        return $"{parcel.PlatformNumber};{code.Code};{time};{scene.OfficeOf(scan).Code};{reason};;{code.Text}";
    }
}
