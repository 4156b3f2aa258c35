namespace Shipments.Api.Probes;

/// <summary>Something without which the front door cannot serve. The host registers any number of them. Asked often: it answers from memory.</summary>
public interface IReadinessCheck
{
    /// <summary>Why calls would fail now, in a few words without secrets; null when they would not.</summary>
    string? NotReady { get; }
}
