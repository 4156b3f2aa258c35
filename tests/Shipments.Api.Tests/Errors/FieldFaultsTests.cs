using Google.Rpc;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Fakes;

namespace Shipments.Api.Tests.Errors;

public sealed class FieldFaultsTests
{
    [Fact]
    public void A_path_names_the_item_and_a_value_is_cut_to_128_characters()
    {
        FieldFaults faults = new();
        faults.At("scans", 3);
        faults.Add("code", Make.Repeat(129), "is too long");
        faults.Add("", Make.Repeat(128), "is wrong");
        faults.AtRoot();
        faults.Add("request_id", Make.Repeat(127) + "😀", "is wrong");

        faults.List.Select(fault => (fault.Path, fault.Value.Length)).Should().Equal([("scans[3].code", 128), ("scans[3]", 128), ("request_id", 127)]);
    }

    [Theory]
    [InlineData(ApiLimits.FaultsReportedMax)]
    [InlineData(ApiLimits.FaultsReportedMax + 1)]
    public void An_error_names_32_fields_and_counts_all(int count)
    {
        FieldFaults faults = new();
        for (int i = 0; i < count; i++)
            faults.Add($"f{i}", "v", "is wrong");

        Google.Rpc.Status status = ErrorStatuses.Of(ApiReason.FieldsInvalid, faults: faults.List);

        status.Fields().Should().HaveCount(ApiLimits.FaultsReportedMax);
        status.GetDetail<ErrorInfo>()!.Metadata["faults"].Should().Be(count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        status.Message.Should().Be("Fields of the request are wrong: f0 is wrong.");
    }

    [Fact]
    public void An_error_stays_small_enough_for_trailers()
    {
        FieldFaults faults = new();
        for (int i = 0; i < 32; i++)
            faults.Add($"f{i}", string.Concat(Enumerable.Repeat("字", 128)), "is wrong");

        ErrorStatuses.Of(ApiReason.FieldsInvalid, faults: faults.List).CalculateSize().Should().BeInRange(3_000, 4_500);
    }
}
