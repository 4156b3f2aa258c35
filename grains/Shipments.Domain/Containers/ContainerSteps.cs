using System.Globalization;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Containers;

/// <summary>
/// The steps of a container's entry. The entry holds each scan once; a step for each member is made of it here, with the same outcome each time:
/// a member knows a repeated scan by its id.
/// </summary>
public static class ContainerSteps
{
    private const string Namer = "container";

    /// <summary>The steps, in their order: one a member, then the one by which the container goes on; none when the entry tells nobody.</summary>
    /// <param name="key">The container's actor key, <c>container/{tenant}/{id}</c>.</param>
    /// <param name="entry">The entry.</param>
    public static IReadOnlyList<OutgoingStep> Of(string key, ContainerEntry entry)
    {
        if (entry.FanOut is not { } fanOut)
            return [];
        ActorAddress self = ActorAddress.Parse(key, "container");
        List<OutgoingStep> steps = new(fanOut.Targets.Count + 1);
        foreach (FanOutTarget target in fanOut.Targets)
        {
            DeriveScans derive = new() { Container = self.Id, Moves = { target.Moves }, HasMoves = target.HasMoves };
            foreach (FanOutChange change in target.Changes)
                derive.Scans.Add(Derived(fanOut.Scans[change.Scan].Fact, self.Id, target.Id, change));
            int slash = target.Id.IndexOf('/', StringComparison.Ordinal);
            steps.Add(new OutgoingStep { Target = $"{target.Id[..slash]}/{self.Tenant}{target.Id[slash..]}", DeriveScans = derive });
        }

        steps.Add(new OutgoingStep { Target = key, NextSlice = new NextSlice() });
        return steps;
    }

    /// <summary>A member's scan of a container's scan, or the one that takes it back. The first in which it was is its source.</summary>
    private static ScanFact Derived(ScanFact fact, string container, string member, FanOutChange change)
    {
        ScanFact derived = fact.Clone();
        derived.SourceId = string.Create(CultureInfo.InvariantCulture, $"{Namer}:{container}|{member}|{fact.Id:x16}|{change.Times}");
        derived.Id = ScanIds.Of(derived);
        derived.Number = member.StartsWith(ContainerMembers.NumberPrefix, StringComparison.Ordinal) ? member[ContainerMembers.NumberPrefix.Length..] : "";
        derived.Corrects = 0;
        if (derived.Container.Length == 0)
        {
            derived.Container = container;
            derived.ContainerScan = fact.Id;
        }

        if (!change.Withdraw)
            return derived;
        derived.Corrects = derived.Id;
        derived.Void = true;
        derived.SourceId += "|void";
        derived.Id = ScanIds.Of(derived);
        return derived;
    }
}
