using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.Domain.Choice;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Api.Lanes;

/// <summary>Gathers the lanes between two countries that a parcel may take: a tenant's own, and those of the operator's files.</summary>
internal sealed class LaneCandidates(ILaneCalls lanes)
{
    /// <summary>Gathers them by name, at most <see cref="ApiLimits.RankedLanesMax"/>.</summary>
    /// <param name="data">The files in force.</param>
    /// <param name="wanted">A lane that is there in any case; none when its service is empty.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async Task<IReadOnlyList<LaneCandidate>> Between(LaneData data, LaneKey wanted, CancellationToken cancellationToken)
    {
        string prefix = $"{wanted.Origin}-{wanted.Destination}/";
        ListLanesQuery query = new() { After = prefix, LanesMax = ApiLimits.RankedLanesMax };
        ListLanesReply known = (await lanes.List(wanted.Tenant, query, cancellationToken)).OrThrow(null);
        SortedSet<string> services = new(StringComparer.Ordinal);
        services.UnionWith(known.Lanes.Where(lane => lane.StartsWith(prefix, StringComparison.Ordinal)).Select(lane => lane[prefix.Length..]));
        services.UnionWith(data.Between(wanted.Tenant, wanted.Origin, wanted.Destination).Select(lane => lane.Service));
        IEnumerable<string> chosen = services.Take(ApiLimits.RankedLanesMax);
        if (wanted.Service.Length > 0 && !chosen.Contains(wanted.Service))
            chosen = chosen.Take(ApiLimits.RankedLanesMax - 1).Append(wanted.Service);
        return await Task.WhenAll(chosen.Select(service => Read(data, wanted with { Service = service }, cancellationToken)));
    }

    private async Task<LaneCandidate> Read(LaneData data, LaneKey key, CancellationToken cancellationToken)
    {
        LaneChoiceReply reply = (await lanes.Choice(key.Tenant, key.Lane, cancellationToken)).OrThrow("lanes/" + key.Lane);
        return new LaneCandidate(key, data.Of(key))
        {
            Times = LaneTimes.From(reply.AtRisk, reply.Hits, reply.WeekdayAtRisk, reply.WeekdayHits),
            Delay = new LaneDelay(reply.PickUpDays, reply.MoreDays),
            Condition = (LaneCondition)reply.Condition,
            PromisesKept = reply.PromisesKept,
            PromisesMissed = reply.PromisesMissed,
            UsedToday = reply.UsedToday,
            CustomsStopped = reply.CustomsStopped,
            CustomsAll = reply.CustomsAll,
        };
    }
}
