using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;

namespace Shipments.Api.Tests.Errors;

public sealed partial class ErrorTableTests
{
    public static TheoryData<int> Reasons => [.. Enum.GetValues<ApiReason>().Cast<int>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_is_its_name_in_upper_snake_and_has_one_ErrorInfo(int reason)
    {
        ErrorRow row = ErrorTable.Row((ApiReason)reason);
        row.Reason.Should().Be(WordStart().Replace(((ApiReason)reason).ToString(), "_$0").ToUpperInvariant());
        ErrorStatuses.Of((ApiReason)reason).ShouldBe((ApiReason)reason);
        row.Text.Should().NotEndWith(".");
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_stands_in_the_reference_with_its_status_and_delay(int reason)
    {
        ErrorRow row = ErrorTable.Row((ApiReason)reason);
        string status = WordStart().Replace(row.Code.ToString(), "_$0").ToUpperInvariant();
        string delay = row.RetryAfter is not { } after ? "–"
            : after.TotalMinutes >= 1 ? $"{after.TotalMinutes} min"
            : string.Create(CultureInfo.InvariantCulture, $"{after.TotalSeconds} s");
        Repository.Read("docs/reference/errors.md").Should().Contain($"| `{row.Reason}` | {status} | {delay} | ");
    }

    [Fact]
    public void The_reference_names_no_reason_that_is_gone()
    {
        IEnumerable<string> documented = Row().Matches(Repository.Read("docs/reference/errors.md")).Select(match => match.Groups[1].Value);
        documented.Should().BeEquivalentTo(Enum.GetValues<ApiReason>().Select(reason => ErrorTable.Row(reason).Reason));
    }

    [Fact]
    public void Whatever_is_unavailable_or_exhausted_says_when_to_repeat_but_a_message_too_large()
    {
        Enum.GetValues<ApiReason>()
            .Where(reason => ErrorTable.Row(reason).Code is StatusCode.Unavailable or StatusCode.ResourceExhausted)
            .Where(reason => ErrorTable.Row(reason).RetryAfter is null)
            .Should().Equal(ApiReason.MessageTooLarge);
    }

    [Fact]
    public void Every_rejection_has_a_reason_of_its_own()
    {
        Rejection[] all = [.. Enum.GetValues<Rejection>()];
        all.Select(ErrorTable.Of).Should().OnlyHaveUniqueItems();
        ErrorTable.Of(Rejection.ParcelNotFound).Should().Be(ApiReason.ParcelNotFound);
        ErrorTable.Of(Rejection.ParcelExists).Should().Be(ApiReason.ParcelExists);
        ErrorTable.Of(Rejection.NotMine).Should().Be(ApiReason.NumberUnsettled);
    }

    [Theory]
    [InlineData(CallStatus.Unspecified, (int)ApiReason.Internal)]
    [InlineData(CallStatus.Moved, (int)ApiReason.StoreUnavailable)]
    [InlineData(CallStatus.Unavailable, (int)ApiReason.StoreUnavailable)]
    [InlineData(CallStatus.Overloaded, (int)ApiReason.StoreOverloaded)]
    [InlineData(CallStatus.Refused, (int)ApiReason.InboxFull)]
    public void A_call_that_did_not_end_well_has_a_reason(CallStatus status, int reason) =>
        ErrorTable.Of(new CallHeader { Status = status, Rejection = Rejection.InboxFull }).Should().Be((ApiReason)reason);

    [Fact]
    public void A_call_that_ended_well_has_none_and_a_reply_without_a_header_is_a_defect()
    {
        ErrorTable.Of(new CallHeader { Status = CallStatus.Ok }).Should().BeNull();
        ErrorTable.Of((CallHeader?)null).Should().Be(ApiReason.Internal);
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();

    [GeneratedRegex("^\\| `([A-Z_]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
