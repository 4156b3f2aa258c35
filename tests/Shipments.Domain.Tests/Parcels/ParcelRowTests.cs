using Google.Protobuf;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

/// <summary>
/// Goal: a row with entries behind it is the row that parsing all of it makes. Method: the rig compares both at each turn; here are the bounds.
/// </summary>
public sealed class ParcelRowTests
{
    private readonly ParcelRig _rig = ParcelRig.Registered();

    [Fact]
    public void A_row_keeps_so_many_entries_behind_it_and_the_next_one_makes_it_whole()
    {
        int whole = _rig.State.SizeBytes;
        List<int> sizes = [];
        for (int scan = 0; scan <= ParcelRow.EntriesMax; scan++)
        {
            _rig.Record(A.Scan("Departed", 10 * (scan + 1)));
            sizes.Add(_rig.State.SizeBytes - _rig.State.Bytes.Length);
        }

        int overhead = whole - ParcelRig.Registered().State.Bytes.Length;
        sizes.Take(ParcelRow.EntriesMax).Should().OnlyContain(size => size > overhead).And.BeInAscendingOrder();
        sizes[^1].Should().Be(overhead, "it is whole again");
        _rig.State.ReadScans().Should().HaveCount(ParcelRow.EntriesMax + 1);
    }

    [Fact]
    public void A_settled_state_is_brought_on_in_place_and_its_snapshots_stay_as_they_were()
    {
        ParcelState held = _rig.State.Settle(_rig.State);
        held.Should().NotBeSameAs(_rig.State, "what others may hold is not changed");
        List<(ParcelState Snapshot, byte[] Bytes, int Scans)> snapshots = [];
        for (int scan = 1; scan <= 20; scan++)
        {
            ParcelTurn turn = new(held, ParcelRig.Key, TestVocabulary.Instance, A.Start.AddMinutes(scan));
            turn.Record([A.Scan("Departed", 10 * scan)], ParcelRig.NotRouted);
            held.Settle(turn.Finish().Next).Should().BeSameAs(held);
            snapshots.Add((held.Snapshot(), held.Bytes.ToArray(), scan));
        }

        foreach ((ParcelState snapshot, byte[] bytes, int scans) in snapshots)
        {
            snapshot.Bytes.ToArray().Should().Equal(bytes);
            snapshot.ScanCount.Should().Be(scans);
            snapshot.ReadScans().Should().HaveCount(scans);
            snapshot.Snapshot().Should().BeSameAs(snapshot);
        }
    }

    [Fact]
    public void A_settled_state_has_room_to_grow_and_counts_it()
    {
        ParcelState held = _rig.State.Settle(_rig.State);

        held.Bytes.ToArray().Should().Equal(_rig.State.Bytes.ToArray());
        (held.SizeBytes - held.Snapshot().SizeBytes).Should().Be(held.Bytes.Length / 3);
    }

    [Fact]
    public void Entries_are_applied_one_behind_another_as_a_take_over_does_it()
    {
        ParcelState state = _rig.State;
        for (int scan = 1; scan <= 20; scan++)
        {
            _rig.Turn(turn =>
            {
                turn.Record([A.Scan("Departed", 10 * scan)], new Dictionary<string, long>());
                turn.Answer($"q{scan}", 7, new byte[30]);
            });
        }

        foreach (ParcelEntry entry in _rig.Entries.Skip(1))
            state = ParcelReplay.Apply(state, entry.ToByteArray());

        state.Bytes.ToArray().Should().Equal(_rig.State.Bytes.ToArray());
        state.ReadRecord().Requests.Should().HaveCount(20);
        state.ScanCount.Should().Be(20);
    }
}
