using Google.Protobuf;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

public sealed class ParcelStateTests
{
    [Fact]
    public void A_row_that_is_none_is_never_an_empty_state()
    {
        Decode([]).Should().Throw<UnreadableStateException>();
        Decode([0xff, 0xff, 0xff]).Should().Throw<UnreadableStateException>();
        Decode(new ParcelStateRecord { CreatedMs = 5 }.ToByteArray()).Should().Throw<UnreadableStateException>();
        Action replay = () => ParcelReplay.Apply(ParcelState.Empty, new byte[] { 0xff, 0xff });
        replay.Should().Throw<UnreadableStateException>();
    }

    [Fact]
    public void A_row_with_a_broken_log_does_not_decode_wherever_it_is_cut()
    {
        ParcelStateRecord whole = ParcelRig.Registered().RecordEach(A.Scan("Departed", 0), A.Scan("Arrived", 5)).State.ReadRecord();
        ByteString log = whole.ScanLog;
        int firstEnds = 0;
        for (ScanLogReader reader = new(log.Span); firstEnds == 0 && reader.MoveNext();)
            firstEnds = reader.Offset + reader.Length;

        for (int length = 1; length < log.Length; length++)
        {
            whole.ScanLog = ByteString.CopyFrom(log.Span[..length]);
            if (length != firstEnds)
                Decode(whole.ToByteArray()).Should().Throw<UnreadableStateException>($"it is cut after {length} bytes");
        }
    }

    [Fact]
    public void What_lists_want_is_at_hand_without_reading_the_row()
    {
        ParcelRig rig = ParcelRig.Registered().RecordEach(A.Scan("ImportCustoms+held+delayed", 10, with: fact => fact.CarrierEta = A.Window(100, 200)));

        ParcelState state = rig.State;

        (state.Registered, state.Phase, state.Lane, state.CreatedMs, state.LastEventMs, state.EtaToMs, state.FlagBits).Should().Be(
            (true, Phase.ImportCustoms, "CN-US/cainiao-standard", A.Ms(1), A.Ms(10), A.Ms(200), ParcelFlagBits.Held | ParcelFlagBits.Delayed));
        state.SizeBytes.Should().BeGreaterThan(state.Bytes.Length);
        (ParcelState.Empty.Registered, ParcelState.Empty.Phase, ParcelState.Empty.Lane).Should().Be((false, Phase.None, ""));
    }

    [Fact]
    public void A_record_that_was_read_can_be_changed_without_changing_the_state()
    {
        ParcelRig rig = ParcelRig.Registered();

        rig.State.ReadRecord().Decided.Phase = 9;

        rig.State.ReadRecord().Decided.Phase.Should().Be((int)Phase.Pending);
    }

    private static Action Decode(byte[] row) => () => ParcelState.Decode(row);
}
