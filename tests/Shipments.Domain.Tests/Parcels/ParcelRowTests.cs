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
    public void A_state_that_is_written_keeps_its_row_whole_when_many_entries_are_behind_it()
    {
        Departed(ParcelRow.WrittenEntriesMax + 1);
        byte[] bytes = _rig.State.Bytes.ToArray();
        int before = _rig.State.SizeBytes;

        ReadOnlyMemory<byte> written = _rig.State.ToWrite();

        written.ToArray().Should().Equal(bytes);
        _rig.State.ToWrite().Equals(written).Should().BeTrue("the same memory is given again");
        _rig.State.Bytes.Equals(written).Should().BeTrue();
        _rig.State.SizeBytes.Should().BeLessThan(before);
    }

    [Fact]
    public void A_state_that_is_written_stays_as_it_is_when_few_entries_are_behind_it()
    {
        Departed(ParcelRow.WrittenEntriesMax);
        int before = _rig.State.SizeBytes;

        _rig.State.ToWrite().ToArray().Should().Equal(_rig.State.Bytes.ToArray());

        _rig.State.SizeBytes.Should().Be(before);
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

    private void Departed(int scans)
    {
        for (int scan = 1; scan <= scans; scan++)
            _rig.Record(A.Scan("Departed", 10 * scan));
    }
}
