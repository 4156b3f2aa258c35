using Shipments.Contracts.Messages;

namespace Shipments.Api.Tests.Fakes;

/// <summary>A parcel reduced to what the front door sees of it.</summary>
internal sealed class FakeParcel
{
    public RegisterCommand? Registration { get; set; }

    public Dictionary<ulong, int> Scans { get; } = [];

    public Dictionary<string, long> HolderFromMs { get; } = [];

    public Dictionary<string, (ulong Hash, RecordReply Reply)> Requests { get; } = [];

    public List<string> Linked { get; } = [];
}
