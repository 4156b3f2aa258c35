using Shipments.Api.Limits;
using Shipments.Api.Errors;
using Shipments.Api.Parcels;
using Shipments.Api.Tests.Fakes;

namespace Shipments.Api.Tests.Parcels;

public sealed class ParcelIdsTests
{
    // python3: "p" + base64.b32encode(hashlib.sha256(b"shipments/parcel-id/1\0" + tenant + b"\0" + request).digest()).decode().lower()[:26]
    [Theory]
    [InlineData("acme", "order-1", "piao7ysxlll5giaejklqkiodqff")]
    [InlineData("globex", "order-1", "pupbg4oqgzm5ow2mb2nhg7kme4i")]
    [InlineData("demo", "订单", "pxqxgogu3vbc3mnwoely2lyw5cm")]
    public void An_id_made_from_a_request_is_fixed_for_ever(string tenant, string request, string id) =>
        ParcelIds.FromRequest(tenant, request).Should().Be(id);

    [Fact]
    public void A_random_id_is_p_and_the_next_of_the_source() =>
        ParcelIds.Random(new OneId()).Should().Be("p0102030405060708090a0b0c0d0e0f10");

    [Theory]
    [InlineData("parcels/a", "a")]
    [InlineData("parcels/A.b_c-9", "A.b_c-9")]
    public void A_name_gives_its_id(string name, string id)
    {
        FieldFaults faults = new();
        ParcelNames.TryRead(faults, "name", name, out string read).Should().BeTrue();
        read.Should().Be(id);
        ParcelNames.Of(id).Should().Be(name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("parcels/")]
    [InlineData("a")]
    [InlineData("Parcels/a")]
    [InlineData("parcels/a/b")]
    [InlineData("parcels/a b")]
    [InlineData("parcels/é")]
    public void Anything_else_is_no_name(string name)
    {
        FieldFaults faults = new();
        ParcelNames.TryRead(faults, "name", name, out _).Should().BeFalse();
        faults.List.Should().ContainSingle().Which.Path.Should().Be("name");
    }

    [Theory]
    [InlineData(ApiLimits.ParcelIdCharsMax, true)]
    [InlineData(ApiLimits.ParcelIdCharsMax + 1, false)]
    public void A_name_has_an_id_of_at_most_64_characters(int length, bool good) =>
        ParcelNames.TryRead(new FieldFaults(), "name", "parcels/" + Make.Repeat(length), out _).Should().Be(good);

    private sealed class OneId : IIdSource
    {
        public Guid Next() => Guid.Parse("01020304-0506-0708-090a-0b0c0d0e0f10");
    }
}
