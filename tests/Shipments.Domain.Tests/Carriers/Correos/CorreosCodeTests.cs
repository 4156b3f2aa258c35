using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Carriers.Emsevt;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Carriers.Correos;

public sealed class CorreosCodeTests
{
    private static MeaningRecord Meaning(string code, string text) => Vocabularies.Default.Map(PostFixtures.Read(
        "correos-localizador-json",
        $$"""[{"codEnvio":"PQ4F6P0700012340128013L","eventos":{"fecEvento":"01/07/2026","horEvento":"10:00:00","codEvento":"{{code}}","fase":"4","desTextoResumen":"{{text}}" } }]""")
        .Items[0].Scans[0].Fact!);

    [Theory]
    [InlineData("A090000V", Phase.InfoReceived, MilestoneKind.InfoReceived)]
    [InlineData("A010000V", Phase.PickedUp, MilestoneKind.PickedUp)]
    [InlineData("P040000V", Phase.LastMile, MilestoneKind.None)]
    [InlineData("G01L010V", Phase.LastMile, MilestoneKind.LastMileAccepted)]
    [InlineData("H020000V", Phase.OutForDelivery, MilestoneKind.OutForDelivery)]
    [InlineData("I010000V", Phase.Delivered, MilestoneKind.Delivered)]
    [InlineData("L010000V", Phase.AvailableForPickup, MilestoneKind.AvailableForPickup)]
    public void Each_code_has_its_meaning(string code, Phase phase, MilestoneKind milestone)
    {
        MeaningRecord meaning = Meaning(code, "");

        ((Phase)meaning.Phase, (MilestoneKind)meaning.Milestone, meaning.Unmapped).Should().Be((phase, milestone, false));
    }

    [Theory]
    [InlineData("X010000V", "Envío entregado", Phase.Delivered)]
    [InlineData("X020000V", "EN REPARTO", Phase.OutForDelivery)]
    [InlineData("X040000V", "Destinatario ausente", Phase.AttemptFailed)]
    [InlineData("X060000V", "No entregado", Phase.AttemptFailed)]
    [InlineData("X060000V", "En tránsito", Phase.LastMile)]
    [InlineData("X010000V", "Admitido en origen", Phase.PickedUp)]
    [InlineData("X020000V", "Disponible en oficina", Phase.AvailableForPickup)]
    [InlineData("X040000V", "En devolución al remitente", Phase.Returning)]
    [InlineData("X040000V", "Devuelto al remitente", Phase.Returned)]
    public void The_wording_decides_express_codes(string code, string text, Phase phase) => ((Phase)Meaning(code, text).Phase).Should().Be(phase);

    [Theory]
    [InlineData("X010000V", "Otra cosa")]
    [InlineData("Z990000V", "Entregado")]
    public void An_unknown_code_or_wording_is_unmapped_whatever_its_stage(string code, string text) =>
        Meaning(code, text).Should().Be(new MeaningRecord { Unmapped = true });
}
