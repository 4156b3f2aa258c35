using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>A connection is cut after the change was made and before its answer came back.</summary>
internal sealed class CutReplyFault(string kind, string target, TcpRelay relay) : Fault(kind, target)
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(20);

    public override async Task InjectAsync()
    {
        try
        {
            await relay.CutNextAsync().WaitAsync(s_within);
        }
        catch (TimeoutException none)
        {
            throw new TimeoutException($"Not within {s_within}: an answer through the relay of {Target} to cut.", none);
        }
        finally
        {
            relay.Disarm();
        }
    }
}
