using Orleans.Concurrency;
using Shipments.Contracts.Messages;

namespace Shipments.Bench.Baselines;

/// <summary>A parcel as Orleans' own storage has it written at each change.</summary>
[Alias("shipments.bench.stock-parcel")]
internal interface IStockParcelGrain : IGrainWithStringKey
{
    /// <summary>Registers it.</summary>
    [Alias("register")]
    Task<RegisterReply> Register(RegisterCommand command);

    /// <summary>Records scans.</summary>
    [Alias("record")]
    Task<RecordReply> Record(RecordCommand command);

    /// <summary>Reads it. Interleaves with nothing but other reads, so it never sees what is not written yet.</summary>
    [ReadOnly]
    [Alias("get")]
    ValueTask<GetParcelReply> Get(GetParcelQuery query);
}
