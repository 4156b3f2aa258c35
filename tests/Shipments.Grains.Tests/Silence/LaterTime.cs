namespace Shipments.Grains.Tests.Silence;

/// <summary>The real clock, some time later. Timers are as quick as ever.</summary>
internal sealed class LaterTime(TimeSpan later) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
}
