using System.IO.Pipelines;

namespace Shipments.Api.Tests.Connections;

/// <summary>Two ends of a connection in memory, with the bounds that sockets have.</summary>
internal sealed record Wire(IDuplexPipe Caller, IDuplexPipe Called)
{
    public static Wire Create()
    {
        PipeOptions bounded = new(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024);
        Pipe there = new(bounded), back = new(bounded);
        return new Wire(new End(back.Reader, there.Writer), new End(there.Reader, back.Writer));
    }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
