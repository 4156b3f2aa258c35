using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Containers;

/// <summary>Goal: every code with which an airline or a post scans a bag means what its standard says. Method: the codes are written here by hand.</summary>
public sealed class ContainerCodesTests
{
    [Theory]
    [InlineData("74", Phase.PickedUp, MilestoneKind.None)]
    [InlineData("6", Phase.PickedUp, MilestoneKind.None)]
    [InlineData("48", Phase.PickedUp, MilestoneKind.None)]
    [InlineData("24", Phase.Departed, MilestoneKind.Departed)]
    [InlineData("43", Phase.LineHaul, MilestoneKind.None)]
    [InlineData("42", Phase.LineHaul, MilestoneKind.None)]
    [InlineData("41", Phase.LineHaul, MilestoneKind.None)]
    [InlineData("57", Phase.None, MilestoneKind.None)]
    [InlineData("82", Phase.Exception, MilestoneKind.None)]
    [InlineData("21", Phase.Arrived, MilestoneKind.Arrived)]
    [InlineData("OFFLOADED", Phase.None, MilestoneKind.None)]
    [InlineData("NOT_UPLIFTED", Phase.None, MilestoneKind.None)]
    [InlineData("NOT_ARRIVED", Phase.None, MilestoneKind.None)]
    [InlineData("MISSING", Phase.Exception, MilestoneKind.None)]
    [InlineData("FOUND", Phase.LineHaul, MilestoneKind.None)]
    [InlineData("DAMAGED", Phase.Exception, MilestoneKind.None)]
    public void A_RESDIT_code_of_a_bag_moves_its_parcels(string code, Phase phase, MilestoneKind milestone) => Check("resdit", code, phase, milestone);

    [Theory]
    [InlineData("EMB", Phase.PickedUp, MilestoneKind.None)]
    [InlineData("EXA", Phase.ExportCustoms, MilestoneKind.None)]
    [InlineData("EXB", Phase.ExportCustoms, MilestoneKind.None)]
    [InlineData("EXC", Phase.ExportCustoms, MilestoneKind.ExportCustomsReleased)]
    [InlineData("EXD", Phase.Exception, MilestoneKind.None)]
    [InlineData("EXX", Phase.Cancelled, MilestoneKind.None)]
    [InlineData("EMC", Phase.Departed, MilestoneKind.Departed)]
    [InlineData("EMJ", Phase.LineHaul, MilestoneKind.None)]
    [InlineData("EMK", Phase.LineHaul, MilestoneKind.None)]
    [InlineData("EMD", Phase.Arrived, MilestoneKind.Arrived)]
    [InlineData("EDA", Phase.Exception, MilestoneKind.None)]
    [InlineData("EDB", Phase.ImportCustoms, MilestoneKind.ImportCustomsStarted)]
    [InlineData("EME", Phase.ImportCustoms, MilestoneKind.None)]
    [InlineData("EDC", Phase.ImportCustoms, MilestoneKind.ImportCustomsReleased)]
    [InlineData("EMF", Phase.ImportCustoms, MilestoneKind.ImportCustomsReleased)]
    [InlineData("EDD", Phase.LastMile, MilestoneKind.LastMileAccepted)]
    [InlineData("EDE", Phase.LastMile, MilestoneKind.None)]
    [InlineData("EMG", Phase.LastMile, MilestoneKind.LastMileAccepted)]
    public void An_EMSEVT_code_of_a_bag_moves_its_parcels(string code, Phase phase, MilestoneKind milestone) => Check("upu", code, phase, milestone);

    [Theory]
    [InlineData("EMA")]
    [InlineData("EDF")]
    [InlineData("EDG")]
    [InlineData("EMH")]
    [InlineData("EDH")]
    [InlineData("EMI")]
    [InlineData("EDX")]
    public void An_EMSEVT_code_of_one_item_is_refused_for_a_bag(string code)
    {
        ContainerRig rig = ContainerRig.Created();
        rig.Scan(A.Scan(code, 10, "upu")).Rejection.Should().Be(Rejection.ContainerScanOfItem);
        rig.Scan(A.Scan(code, 10, "resdit")).Rejection.Should().Be(Rejection.None, "another carrier's code is another code");
    }

    private static void Check(string carrier, string code, Phase phase, MilestoneKind milestone)
    {
        ContainerRig rig = ContainerRig.Created();
        rig.Load("parcel/p1", 0);
        rig.Scan(A.Scan(code, 10, carrier)).Rejection.Should().Be(Rejection.None);
        rig.DeliverAll();
        MeaningRecord meaning = Vocabularies.Default.Map(rig.ToldTo("parcel/acme/p1").Single());
        (meaning.Unmapped, (Phase)meaning.Phase, (MilestoneKind)meaning.Milestone).Should().Be((false, phase, milestone));
    }
}
