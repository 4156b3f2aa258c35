using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.Emsevt;

public sealed class EmsevtCodeTests
{
    [Theory]
    [InlineData("EMA", Phase.PickedUp, Reason.None, CustomsStatus.None, MilestoneKind.PickedUp)]
    [InlineData("EMB", Phase.PickedUp, Reason.None, CustomsStatus.None, MilestoneKind.None)]
    [InlineData("EXA", Phase.ExportCustoms, Reason.None, CustomsStatus.Assessing, MilestoneKind.None)]
    [InlineData("EXB", Phase.ExportCustoms, Reason.CustomsHold, CustomsStatus.Held, MilestoneKind.None)]
    [InlineData("EXC", Phase.ExportCustoms, Reason.None, CustomsStatus.Released, MilestoneKind.ExportCustomsReleased)]
    [InlineData("EXD", Phase.Exception, Reason.Held, CustomsStatus.None, MilestoneKind.None)]
    [InlineData("EXX", Phase.Cancelled, Reason.None, CustomsStatus.None, MilestoneKind.None)]
    [InlineData("EMC", Phase.Departed, Reason.None, CustomsStatus.None, MilestoneKind.Departed)]
    [InlineData("EMJ", Phase.LineHaul, Reason.None, CustomsStatus.None, MilestoneKind.None)]
    [InlineData("EMK", Phase.LineHaul, Reason.None, CustomsStatus.None, MilestoneKind.None)]
    [InlineData("EMD", Phase.Arrived, Reason.None, CustomsStatus.None, MilestoneKind.Arrived)]
    [InlineData("EDA", Phase.Exception, Reason.Held, CustomsStatus.None, MilestoneKind.None)]
    [InlineData("EDB", Phase.ImportCustoms, Reason.None, CustomsStatus.Assessing, MilestoneKind.ImportCustomsStarted)]
    [InlineData("EME", Phase.ImportCustoms, Reason.CustomsHold, CustomsStatus.Held, MilestoneKind.None)]
    [InlineData("EDC", Phase.ImportCustoms, Reason.None, CustomsStatus.Released, MilestoneKind.ImportCustomsReleased)]
    [InlineData("EMF", Phase.ImportCustoms, Reason.None, CustomsStatus.Released, MilestoneKind.ImportCustomsReleased)]
    [InlineData("EDD", Phase.LastMile, Reason.None, CustomsStatus.None, MilestoneKind.LastMileAccepted)]
    [InlineData("EDE", Phase.LastMile, Reason.None, CustomsStatus.None, MilestoneKind.None)]
    [InlineData("EMG", Phase.LastMile, Reason.None, CustomsStatus.None, MilestoneKind.LastMileAccepted)]
    [InlineData("EDF", Phase.Exception, Reason.Held, CustomsStatus.None, MilestoneKind.None)]
    [InlineData("EDG", Phase.OutForDelivery, Reason.None, CustomsStatus.None, MilestoneKind.OutForDelivery)]
    [InlineData("EMH", Phase.AttemptFailed, Reason.None, CustomsStatus.None, MilestoneKind.FirstAttempt)]
    [InlineData("EDH", Phase.AvailableForPickup, Reason.None, CustomsStatus.None, MilestoneKind.AvailableForPickup)]
    [InlineData("EMI", Phase.Delivered, Reason.None, CustomsStatus.None, MilestoneKind.Delivered)]
    [InlineData("EDX", Phase.Exception, Reason.Terminated, CustomsStatus.None, MilestoneKind.None)]
    public void Each_event_code_means_what_the_standard_says(string code, Phase phase, Reason reason, CustomsStatus customs, MilestoneKind milestone)
    {
        PayloadItem item = PostFixtures.Read("upu-emsevt-lines", $"RB254433138SG;{code};2026-10-10 10:00;SGSINN;;").Items.Should().ContainSingle().Subject;
        MeaningRecord meaning = Vocabularies.Default.Map(item.Scans[0].Fact!);

        ((Phase)meaning.Phase, (Reason)meaning.Reason, (CustomsStatus)meaning.Customs, (MilestoneKind)meaning.Milestone, meaning.Unmapped)
            .Should().Be((phase, reason, customs, milestone, false));
    }

    [Fact]
    public void An_unknown_event_code_is_kept_and_unmapped()
    {
        ScanFact fact = PostFixtures.Read("upu-emsevt-lines", "RB254433138SG;EMQ;2026-10-10 10:00;SGSINN;;").Items[0].Scans[0].Fact!;

        fact.Code.Should().Be("EMQ");
        Vocabularies.Default.Map(fact).Should().Be(new MeaningRecord { Unmapped = true });
    }
}
