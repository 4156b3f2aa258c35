using System.Text;
using Shipments.Domain.Parcels;
using Shipments.Domain.Requests;
using Shipments.Domain.Tests.Scans;

namespace Shipments.Domain.Tests.Parcels;

public sealed class AnsweredRequestsTests
{
    private static readonly ReadOnlyMemory<byte> Reply = Encoding.UTF8.GetBytes("reply");

    [Fact]
    public void A_retry_gets_the_same_answer_in_the_same_turn_and_later()
    {
        ParcelRig rig = ParcelRig.Registered();

        rig.Turn(turn =>
        {
            turn.Answer("q", 7, Reply);
            IsAnswered(turn, "q", 7).Should().BeTrue();
        });

        rig.Turn(turn => IsAnswered(turn, "q", 7).Should().BeTrue()).Should().BeNull();
    }

    [Fact]
    public void The_same_id_with_other_content_is_reused_and_not_answered()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Turn(turn => turn.Answer("q", 7, Reply));

        rig.Turn(turn =>
        {
            turn.TryAnswered("q", 8, out ReadOnlyMemory<byte> answer, out bool reused).Should().BeFalse();
            reused.Should().BeTrue();
            answer.Length.Should().Be(0);
        });
    }

    [Fact]
    public void An_empty_id_is_never_known()
    {
        ParcelRig rig = ParcelRig.Registered();

        rig.Turn(turn => turn.Answer("", 7, Reply)).Should().BeNull();
        rig.Turn(turn => IsAnswered(turn, "", 7).Should().BeFalse());
    }

    [Fact]
    public void The_last_thirty_two_are_kept_and_the_one_that_made_the_parcel_for_ever()
    {
        ParcelRig rig = new();
        rig.Turn(turn =>
        {
            turn.Register(ParcelRig.Registration(), [], "made", 1);
            turn.Answer("made", 1, Reply);
        });
        for (int i = 0; i < RequestMemory.RequestsMax + 1; i++)
            rig.Turn(turn => turn.Answer($"q{i}", 7, Reply));

        rig.State.ReadRecord().Requests.Should().HaveCount(RequestMemory.RequestsMax);
        rig.Turn(turn =>
        {
            IsAnswered(turn, "q0", 7).Should().BeFalse("it is the thirty-third last");
            IsAnswered(turn, "q1", 7).Should().BeTrue();
            IsAnswered(turn, "made", 1).Should().BeTrue();
            turn.TryAnswered("made", 2, out _, out bool reused).Should().BeFalse();
            reused.Should().BeTrue();
        });
    }

    [Fact]
    public void A_registration_without_an_answer_yet_is_not_answered()
    {
        ParcelRig.Registered().Turn(turn => IsAnswered(turn, "reg-1", 1).Should().BeFalse());
    }

    [Fact]
    public void More_than_thirty_two_in_one_turn_are_all_known_in_it_and_the_last_are_kept()
    {
        ParcelRig rig = ParcelRig.Registered();

        rig.Turn(turn =>
        {
            for (int i = 0; i < 40; i++)
                turn.Answer($"q{i}", 7, Reply);
            IsAnswered(turn, "q0", 7).Should().BeTrue();
        })!.Requests.Should().HaveCount(RequestMemory.RequestsMax);

        rig.State.ReadRecord().Requests[0].RequestId.Should().Be("q8");
    }

    [Fact]
    public void An_answer_rides_with_the_scan_it_answers()
    {
        ParcelRig rig = ParcelRig.Registered();

        rig.Turn(turn =>
        {
            turn.Record([A.Scan("Departed", 0)], ParcelRig.NotRouted);
            turn.Answer("q", 7, Reply);
        })!.Requests.Should().ContainSingle();

        rig.Entries[^1].Scans.Should().ContainSingle();
    }

    private static bool IsAnswered(ParcelTurn turn, string id, ulong hash) =>
        turn.TryAnswered(id, hash, out ReadOnlyMemory<byte> answer, out _) && answer.Span.SequenceEqual(Reply.Span);
}
