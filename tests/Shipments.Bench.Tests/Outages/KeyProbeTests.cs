using Shipments.Bench.Outages;
using Shipments.Contracts;
using Shipments.Storage;

namespace Shipments.Bench.Tests.Outages;

public sealed class KeyProbeTests
{
    [Fact]
    public void Every_shard_has_its_parcels()
    {
        string[] parcels = KeyProbe.Choose("probe-1");

        parcels.Distinct().Should().HaveCount(KeyProbe.Shards * KeyProbe.ParcelsPerShard);
        parcels.GroupBy(id => ShardHash.Of(ActorKeys.Parcel("demo", id), KeyProbe.Shards)).Should()
            .HaveCount(KeyProbe.Shards).And.OnlyContain(shard => shard.Count() == KeyProbe.ParcelsPerShard);
    }
}
