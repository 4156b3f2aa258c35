using System.Text;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Shipments.Domain.Parcels;
using Shipments.Domain.Requests;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

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

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 3)]
    public void Answers_are_kept_up_to_so_many_bytes_the_oldest_goes_first(int more, int kept)
    {
        ParcelRig rig = ParcelRig.Registered();
        for (int i = 0; i < 4; i++)
            rig.Turn(turn => turn.Answer($"q{i}", 7, Quarter(i == 3 ? more : 0)));

        RepeatedField<AnsweredRequest> requests = rig.State.ReadRecord().Requests;
        requests.Select(request => request.RequestId).Should().Equal(Enumerable.Range(4 - kept, kept).Select(i => $"q{i}"));
        requests.Sum(request => request.CalculateSize()).Should().Be(kept == 4 ? RequestMemory.BytesMax : (RequestMemory.BytesMax * 3 / 4) + 1);
    }

    [Fact]
    public void One_answer_is_kept_whatever_its_size_and_the_next_one_replaces_it()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Turn(turn => turn.Answer("small", 7, Reply));
        rig.Turn(turn => turn.Answer("large", 7, new byte[RequestMemory.BytesMax + 1]));
        rig.State.ReadRecord().Requests.Select(request => request.RequestId).Should().Equal("large");

        rig.Turn(turn => turn.Answer("small", 7, Reply));

        rig.State.ReadRecord().Requests.Select(request => request.RequestId).Should().Equal("small");
    }

    [Fact]
    public void Of_one_turn_an_entry_keeps_what_would_be_remembered()
    {
        ParcelRig rig = ParcelRig.Registered();

        rig.Turn(turn =>
        {
            for (int i = 0; i < 6; i++)
                turn.Answer($"q{i}", 7, Quarter(0));
            turn.TryAnswered("q0", 7, out ReadOnlyMemory<byte> answer, out _).Should().BeTrue();
            answer.Length.Should().Be(Quarter(0).Length);
        })!.Requests.Select(request => request.RequestId).Should().Equal("q2", "q3", "q4", "q5");
    }

    [Fact]
    public void An_entry_from_before_the_bound_of_bytes_is_replayed_to_what_is_remembered_now()
    {
        ParcelRig rig = ParcelRig.Registered();
        rig.Turn(turn => turn.Answer("first", 7, Reply));
        ParcelEntry before = new() { AtMs = A.Ms(9) };
        before.Requests.Add(Enumerable.Range(0, 6).Select(i => new AnsweredRequest { RequestId = $"q{i}", ContentHash = 7, Answer = ByteString.CopyFrom(Quarter(0)) }));

        ParcelState state = ParcelReplay.Apply(rig.State, before.ToByteArray());

        state.ReadRecord().Requests.Select(request => request.RequestId).Should().Equal("q2", "q3", "q4", "q5");
        ParcelReplay.ApplyWhole(rig.State, before).Bytes.ToArray().Should().Equal(state.Bytes.ToArray());
    }

    [Fact]
    public void Random_answers_are_remembered_alike_by_copied_and_by_parsed_rows()
    {
        const int Seed = 20261123;
        Random random = new(Seed);
        ParcelRig rig = ParcelRig.Registered();
        List<(string Id, int Bytes)> all = [];
        for (int turns = 0; turns < 200; turns++)
        {
            int known = all.Count;
            for (int i = random.Next(1, 4); i > 0; i--)
                all.Add(($"q{all.Count}", random.Next(4) == 0 ? random.Next(40_000) : random.Next(3_000)));
            rig.Turn(turn => all.Skip(known).ToList().ForEach(answer => turn.Answer(answer.Id, 7, new byte[answer.Bytes])));

            RepeatedField<AnsweredRequest> kept = rig.State.ReadRecord().Requests;
            string why = $"seed {Seed}, turn {turns}";
            kept.Select(request => request.RequestId).Should().Equal(all.TakeLast(kept.Count).Select(each => each.Id), why);
            bool isFull = kept.Count == RequestMemory.RequestsMax || kept.Count == all.Count
                || kept.Sum(request => request.CalculateSize()) + all[^(kept.Count + 1)].Bytes > RequestMemory.BytesMax - 64;
            (isFull, kept.Count == 1 || kept.Sum(request => request.CalculateSize()) <= RequestMemory.BytesMax).Should().Be((true, true), why);
        }
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

    /// <summary>An answer that makes its request, with an id of two characters, a quarter of the bound, and some bytes more.</summary>
    private static byte[] Quarter(int more)
    {
        int besides = new AnsweredRequest { RequestId = "q0", ContentHash = 7, Answer = ByteString.CopyFrom(new byte[16_000]) }.CalculateSize() - 16_000;
        return new byte[(RequestMemory.BytesMax / 4) - besides + more];
    }

    private static bool IsAnswered(ParcelTurn turn, string id, ulong hash) =>
        turn.TryAnswered(id, hash, out ReadOnlyMemory<byte> answer, out _) && answer.Span.SequenceEqual(Reply.Span);
}
