using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

public sealed class UpdateTests
{
    private static readonly ParcelRegistered Values = new()
    {
        Service = "express", OriginCountry = "DE", DestinationCountry = "FR", UntrackedService = true, Labels = { { "z", "1" }, { "a", "2" } },
    };

    [Theory]
    [InlineData(ParcelFields.None, "CN-US/cainiao-standard", false, "old")]
    [InlineData(ParcelFields.Service, "CN-US/express", false, "old")]
    [InlineData(ParcelFields.OriginCountry, "DE-US/cainiao-standard", false, "old")]
    [InlineData(ParcelFields.DestinationCountry, "CN-FR/cainiao-standard", false, "old")]
    [InlineData(ParcelFields.UntrackedService, "CN-US/cainiao-standard", true, "old")]
    [InlineData(ParcelFields.Labels, "CN-US/cainiao-standard", false, "a,z")]
    [InlineData(ParcelFields.All, "DE-FR/express", true, "a,z")]
    public void Only_the_named_fields_change_and_the_second_time_none(ParcelFields fields, string lane, bool untracked, string labels)
    {
        ParcelRig rig = Labelled();

        ParcelEntry? entry = rig.Turn(turn => turn.Update(Values, fields, 0, out _).Should().Be(Rejection.None));

        rig.State.Lane.Should().Be(lane);
        ParcelStateRecord record = rig.State.ReadRecord();
        (record.UntrackedService, record.Decided.Untracked).Should().Be((untracked, untracked));
        string.Join(',', record.Labels.Keys).Should().Be(labels);
        if (entry?.Decided is not null)
            (entry.LaneBefore, entry.Decided.Lane).Should().Be(("CN-US/cainiao-standard", lane));
        (entry is null).Should().Be(fields == ParcelFields.None);
        rig.Turn(turn => turn.Update(Values, fields, 0, out _).Should().Be(Rejection.None)).Should().BeNull("the second time nothing changes");
    }

    [Fact]
    public void What_the_scans_said_stands_under_the_new_terms()
    {
        ParcelRig rig = Labelled().RecordEach(A.Scan("PickedUp", 0), A.Scan("Departed", 30));
        ParcelDecided before = rig.Decided;

        ParcelEntry entry = rig.Turn(turn => turn.Update(Values, ParcelFields.All, 0, out _))!;

        ParcelDecided expected = before.Clone();
        expected.Lane = "DE-FR/express";
        expected.Untracked = true;
        entry.Decided.Should().Be(expected);
        entry.Scans.Should().BeEmpty("no scan is folded otherwise");
        (entry.PhaseBefore, entry.LaneBefore).Should().Be(((int)Phase.Departed, "CN-US/cainiao-standard"));
        rig.RecordEach(A.Scan("Arrived", 60));
        rig.State.Lane.Should().Be("DE-FR/express");
    }

    [Fact]
    public void Labels_alone_decide_nothing()
    {
        ParcelEntry entry = Labelled().Turn(turn => turn.Update(Values, ParcelFields.Labels, 0, out _))!;
        entry.Decided.Should().BeNull();
        entry.Updated.Labels.Select(label => label.Key).Should().Equal("a", "z");
    }

    [Fact]
    public void A_carrier_that_calls_the_service_untracked_is_heard_whatever_is_registered()
    {
        ParcelRig rig = Labelled().RecordEach(A.Scan("Departed", 0, with: fact => fact.UntrackedService = true));
        rig.Turn(turn => turn.Update(new ParcelRegistered { Service = "x" }, ParcelFields.Service | ParcelFields.UntrackedService, 0, out _));
        rig.Decided.Untracked.Should().BeTrue();
        rig.State.ReadRecord().UntrackedService.Should().BeFalse();
    }

    [Fact]
    public void Empty_values_take_back_what_was_registered()
    {
        ParcelRig rig = Labelled();
        rig.Turn(turn => turn.Update(new ParcelRegistered(), ParcelFields.All, 0, out _));
        rig.State.Lane.Should().Be("ZZ-ZZ/unknown");
        rig.State.ReadRecord().Labels.Should().BeEmpty();
    }

    [Fact]
    public void Two_updates_of_one_turn_add_up_and_one_of_a_new_parcel_follows_its_registration()
    {
        ParcelRig rig = new();

        rig.Turn(turn =>
        {
            turn.Register(ParcelRig.Registration(), [], "r", 1);
            turn.Update(Values, ParcelFields.Service, 0, out _);
            turn.Update(Values, ParcelFields.OriginCountry, 0, out _);
        });

        rig.State.Lane.Should().Be("DE-US/express");
    }

    [Fact]
    public void A_version_that_is_not_the_parcels_and_an_absent_parcel_are_refused()
    {
        ParcelRig rig = Labelled();
        rig.Turn(turn => turn.Update(Values, ParcelFields.All, 3, out _).Should().Be(Rejection.EtagMismatch), version: 1).Should().BeNull();
        rig.Turn(
            turn =>
            {
                turn.Update(Values, ParcelFields.Service, 1, out _).Should().Be(Rejection.None);
                turn.Update(Values, ParcelFields.Labels, 1, out string detail).Should().Be(Rejection.EtagMismatch);
                detail.Should().Contain("P1");
            },
            version: 1);
        rig.State.ReadRecord().Labels.Keys.Should().Equal("old");
        new ParcelRig().Turn(turn => turn.Update(Values, ParcelFields.All, 0, out _).Should().Be(Rejection.ParcelNotFound)).Should().BeNull();
    }

    private static ParcelRig Labelled()
    {
        ParcelRig rig = new();
        ParcelRegistered registration = ParcelRig.Registration();
        registration.Labels.Add("old", "1");
        rig.Turn(turn => turn.Register(registration, [], "reg-1", 1));
        return rig;
    }
}
