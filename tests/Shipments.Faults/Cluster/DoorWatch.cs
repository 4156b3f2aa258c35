namespace Shipments.Faults.Cluster;

/// <summary>
/// A front door over HTTP/2. What is longer than the frames that only keep a connection going has an answer in it; most calls here change something.
/// </summary>
internal sealed class DoorWatch : ReplyWatch
{
    private const int ControlBytesMax = 64;

    public override void Requested(ReadOnlySpan<byte> bytes)
    {
    }

    public override bool AnswersChange(ReadOnlySpan<byte> bytes) => bytes.Length > ControlBytesMax;
}
