using Shipments.Domain.Containers;

namespace Shipments.Domain.Tests.Containers;

public sealed class ContainerIdsTests
{
    private const string Receptacle = "MYKULGUSSFOAAEM72072001100028";
    private const string Dispatch = "MYKULGUSSFOAAEM72072";

    [Fact]
    public void A_receptacle_has_all_its_fields()
    {
        ReceptacleId.TryParse(Receptacle, out ReceptacleId id, out string problem).Should().BeTrue(problem);
        id.Should().Be(new ReceptacleId(new DispatchId("MYKULG", "USSFOA", 'A', "EM", 7, 2072), 1, true, false, 28));
        id.ToString().Should().Be(Receptacle);
        id.Dispatch.ToString().Should().Be(Dispatch);
    }

    [Theory]
    [InlineData("MYKULGUSSFOAAEM72072001100028", ContainerKind.Receptacle)]
    [InlineData("CNPVGAESMADBCUN60417999010000", ContainerKind.Receptacle)]
    [InlineData("CNPVG1ESMAD2DCC60001", ContainerKind.Dispatch)]
    [InlineData("17312345675", ContainerKind.AirWaybill)]
    [InlineData("99900000000", ContainerKind.AirWaybill)]
    [InlineData("CN38-2026.11", ContainerKind.Consignment)]
    [InlineData("7", ContainerKind.Consignment)]
    [InlineData("CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC", ContainerKind.Consignment)]
    public void What_an_id_names_is_seen_by_its_form(string id, ContainerKind kind) => ContainerIds.KindOf(id, out _).Should().Be(kind);

    [Theory]
    [InlineData("MYKUL-USSFOAAEM72072001100028", "offices of exchange")]
    [InlineData("MYKULGUSSF0AAEM72072001100028", "offices of exchange")]
    [InlineData("MYKULGUSSFOAEEM72072001100028", "category")]
    [InlineData("MYKULGUSSFOAAXM72072001100028", "subclass")]
    [InlineData("MYKULGUSSFOAAE172072001100028", "subclass")]
    [InlineData("MYKULGUSSFOAAEMX2072001100028", "year")]
    [InlineData("MYKULGUSSFOAAEM7207X001100028", "dispatch's number")]
    [InlineData("MYKULGUSSFOAAEM70000001100028", "dispatch's number")]
    [InlineData("MYKULGUSSFOAAEM72072000100028", "receptacle's number")]
    [InlineData("MYKULGUSSFOAAEM7207200A100028", "receptacle's number")]
    [InlineData("MYKULGUSSFOAAEM72072001200028", "must be 0 or 1")]
    [InlineData("MYKULGUSSFOAAEM72072001120028", "must be 0 or 1")]
    [InlineData("MYKULGUSSFOAAEM7207200110002X", "weight")]
    [InlineData("mykulgUSSFOAAEM72072001100028", "offices of exchange")]
    [InlineData("17312345674", "modulo 7")]
    [InlineData("", "[A-Z0-9.-]")]
    [InlineData("cn38", "[A-Z0-9.-]")]
    [InlineData("CN/38", "[A-Z0-9.-]")]
    [InlineData("CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC", "[A-Z0-9.-]")]
    public void What_is_wrong_with_an_id_is_said(string id, string problem)
    {
        ContainerIds.KindOf(id, out string said).Should().Be(ContainerKind.None);
        said.Should().Contain(problem);
    }

    [Fact]
    public void Of_the_last_digits_of_a_waybill_just_one_is_right() =>
        Enumerable.Range(0, 10).Count(last => AirWaybillNumber.IsValid($"1731234567{last}", out _)).Should().Be(1);

    [Theory]
    [InlineData("parcel/p1", Receptacle, true)]
    [InlineData("parcel/p1", "17312345675", true)]
    [InlineData("container/" + Receptacle, Dispatch, true)]
    [InlineData("container/" + Receptacle, "17312345675", true)]
    [InlineData("container/" + Dispatch, "CN38", true)]
    [InlineData("container/CN38", "17312345675", true)]
    [InlineData("container/" + Receptacle, "MYKULGUSSFOAAEM72073", false)]
    [InlineData("container/" + Receptacle, Receptacle, false)]
    [InlineData("container/" + Dispatch, Receptacle, false)]
    [InlineData("container/17312345675", "CN38", false)]
    public void A_container_goes_only_into_an_outer_kind_and_a_receptacle_into_its_own_dispatch(string member, string container, bool fits) =>
        ContainerIds.Fits(member, container, out _).Should().Be(fits);
}
