using Google.Rpc;
using Shipments.V1;

namespace Shipments.Client;

/// <summary>Registers a batch, and again those of its items whose outcome nobody knows, within one budget of time and attempts.</summary>
internal sealed class ParcelRegistrations(ParcelService.ParcelServiceClient service, CallContext context, UnaryCalls unary)
{
    public async Task<IReadOnlyList<RegisteredParcel>> RunAsync(IReadOnlyList<RegisterParcelRequest> requests, CancellationToken cancellationToken)
    {
        RegisterParcelRequest[] sent =
            [.. requests.Select(request => new RegisterParcelRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) })];
        var results = new RegisteredParcel[sent.Length];
        int[] open = [.. Enumerable.Range(0, sent.Length)];
        CallBudget budget = unary.Begin();
        while (true)
        {
            BatchRegisterParcelsRequest batch = new() { Requests = { open.Select(index => sent[index]) } };
            BatchRegisterParcelsResponse response = await unary.RunAsync(service.BatchRegisterParcelsAsync, batch, budget, cancellationToken);
            for (int i = 0; i < open.Length; i++)
                results[open[i]] = response.Results[i];
            open = [.. open.Where(index => RetryAfter(results[index]) is not null)];
            if (open.Length == 0)
                return results;
            TimeSpan asked = open.Max(index => RetryAfter(results[index])!.Value);
            if (!budget.Allows(context.Backoff.After(budget.Attempts, asked), out TimeSpan pause))
                return results;
            await Task.Delay(pause, context.Time, cancellationToken);
        }
    }

    private static TimeSpan? RetryAfter(RegisteredParcel result) => result.Error?.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan();
}
