using Google.Rpc;
using Grpc.Core;
using Shipments.Api.Errors;

namespace Shipments.Api.Tests.Fakes;

/// <summary>Reads what an error carries, and asserts what every error must.</summary>
internal static class Details
{
    public static Google.Rpc.Status ShouldBe(this Google.Rpc.Status? status, ApiReason reason)
    {
        status.Should().NotBeNull("an error carries google.rpc.Status");
        ErrorRow row = ErrorTable.Row(reason);
        ErrorInfo[] infos = [.. status!.Details.Where(detail => detail.Is(ErrorInfo.Descriptor)).Select(detail => detail.Unpack<ErrorInfo>())];
        infos.Select(info => (info.Domain, info.Reason)).Should().Equal([("shipments", row.Reason)]);
        ((StatusCode)status.Code).Should().Be(row.Code);
        status.Details.Count(detail => detail.Is(RetryInfo.Descriptor)).Should().Be(row.RetryAfter is null ? 0 : 1);
        return status;
    }

    public static Google.Rpc.Status ShouldBe(this RpcException exception, ApiReason reason)
    {
        exception.StatusCode.Should().Be(ErrorTable.Row(reason).Code);
        return exception.GetRpcStatus().ShouldBe(reason);
    }

    public static string[] Fields(this Google.Rpc.Status status) =>
        [.. status.Details.Where(detail => detail.Is(BadRequest.Descriptor)).SelectMany(detail => detail.Unpack<BadRequest>().FieldViolations)
            .Select(violation => violation.Field)];

    public static async Task<RpcException> Fails(Func<Task> call) =>
        (await call.Should().ThrowAsync<RpcException>()).Which;
}
