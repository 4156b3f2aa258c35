using Shipments.Contracts.Messages;
using Shipments.Grains.Parcels;

namespace Shipments.Grains.Tests.Parcels;

public sealed class LastReadTests
{
    private static readonly GetParcelQuery Plain = new();

    private readonly LastRead _read = new();
    private readonly GetParcelReply _reply = new() { Version = 3 };

    [Fact]
    public void A_reply_is_found_at_its_version_only()
    {
        _read.Find(Plain, 3).Should().BeNull();
        _read.Keep(Plain, _reply).Should().BeSameAs(_reply);

        _read.Find(Plain, 3).Should().BeSameAs(_reply);
        _read.Find(Plain, 4).Should().BeNull();
        _read.Find(Plain, 2).Should().BeNull();
        GC.KeepAlive(_reply);
    }

    [Fact]
    public void A_later_reply_takes_the_place_of_the_earlier_one()
    {
        GetParcelReply later = new() { Version = 4 };
        _read.Keep(Plain, _reply);
        _read.Keep(Plain, later);

        _read.Find(Plain, 3).Should().BeNull();
        _read.Find(Plain, 4).Should().BeSameAs(later);
        GC.KeepAlive(later);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_read_of_more_than_the_parcel_is_neither_kept_nor_answered(bool full, bool epcis)
    {
        GetParcelQuery query = new() { Full = full, Epcis = epcis };
        _read.Keep(query, _reply).Should().BeSameAs(_reply);
        _read.Find(Plain, 3).Should().BeNull();
        _read.Keep(Plain, _reply);

        _read.Find(query, 3).Should().BeNull();
        GC.KeepAlive(_reply);
    }
}
