using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

/// <summary>
/// The rules once more, written to be obvious: it takes every copy ever received, makes one scan an id, sorts, strikes out what was corrected,
/// finds witnesses by looking at all pairs, and reads off the answer. It shares only the vocabulary and the merging of two copies with the product.
/// </summary>
internal static class DumbFold
{
    private static readonly HashSet<(Phase From, Phase To)> Backward =
    [
        (Phase.OutForDelivery, Phase.LastMile), (Phase.AttemptFailed, Phase.OutForDelivery), (Phase.Arrived, Phase.Departed),
        (Phase.Delivered, Phase.AvailableForPickup), (Phase.Delivered, Phase.Returning), (Phase.Delivered, Phase.Returned),
    ];

    public static ParcelDecided Decide(ParcelRegistered registered, IReadOnlyCollection<ScanFact> received)
    {
        List<Line> lines = [.. received.GroupBy(fact => fact.Id).Select(copies => new Line(copies.Aggregate(ScanMerge.Merge)))];
        lines = [.. lines.OrderBy(l => l.Ms / 60_000).ThenBy(l => l.Meaning.Phase).ThenBy(l => l.Fact.Sequence).ThenBy(l => l.Ms)
            .ThenBy(l => l.Fact.ReceivedMs).ThenBy(l => l.Fact.Id)];
        StrikeOut(lines);
        List<Line> folded = [.. lines.Where(line => !line.Struck && !line.IsVoidNotice)];
        FindWitnesses(folded);

        ParcelDecided decided = new()
        {
            Lane = $"{registered.OriginCountry}-{registered.DestinationCountry}/{registered.Service}",
            Rules = 1,
            Untracked = registered.UntrackedService || folded.Exists(line => line.Fact.UntrackedService),
            ScanCount = lines.Count,
            CorrectedCount = lines.Count(line => line.Struck),
            Corrected = lines.Exists(line => line.Struck),
            UnmappedCount = folded.Count(line => line.Meaning.Unmapped),
            LastEventMs = folded.Select(line => line.Ms).DefaultIfEmpty(0).Max(),
            Carrier = folded.LastOrDefault()?.Fact.Carrier ?? "",
            Phase = (int)Phase.Pending,
        };
        decided.Awaited.Add(lines.Where(l => l.Corrects != 0).Select(l => l.Corrects).Distinct().Where(id => lines.All(l => l.Fact.Id != id)).Order());
        SetWindows(decided, received);
        foreach (Line line in folded)
            Walk(decided, line);
        SetMilestones(decided, folded);
        return decided;
    }

    private static void StrikeOut(List<Line> lines)
    {
        Line? Target(Line line) => lines.Find(other => other.Corrects != 0 && other.Fact.Id == line.Corrects);
        bool IsOnCircle(Line line)
        {
            Line? at = line;
            for (int i = 0; i < lines.Count && at is not null; i++)
            {
                at = Target(at);
                if (at == line)
                    return true;
            }

            return false;
        }

        List<Line> heard = [.. lines.Where(line => line.Corrects != 0 && !IsOnCircle(line))];
        Line? LastWord(ulong id) => heard.Where(line => line.Corrects == id && !(LastWord(line.Fact.Id)?.IsVoidNotice ?? false))
            .OrderBy(line => line.Fact.ReceivedMs).ThenBy(line => line.Fact.Sequence).ThenBy(line => line.Fact.Id).LastOrDefault();

        foreach (Line line in lines)
        {
            Line? overruledBy = !heard.Contains(line) || line.IsVoidNotice ? null : LastWord(line.Corrects);
            line.Struck = LastWord(line.Fact.Id) is not null || (overruledBy is not null && overruledBy != line);
        }
    }

    private static void FindWitnesses(List<Line> folded)
    {
        foreach (Line later in folded.Where(line => line.CanBeShared))
        {
            foreach (Line lead in folded.TakeWhile(line => line != later).Where(line => line.CanBeShared && line.Lead is null))
            {
                List<Line> tellers = [lead, .. folded.Where(line => line.Lead == lead)];
                string country = tellers.Select(line => line.Country).FirstOrDefault(name => name.Length > 0, "");
                if (lead.Meaning.Milestone != later.Meaning.Milestone || tellers.Count >= 8 || Math.Abs(lead.Ms - later.Ms) > 300_000
                    || tellers.Exists(line => line.Fact.Carrier == later.Fact.Carrier)
                    || (country.Length > 0 && later.Country.Length > 0 && country != later.Country))
                    continue;
                later.Lead = lead;
                break;
            }
        }
    }

    private static void SetWindows(ParcelDecided decided, IEnumerable<ScanFact> received)
    {
        List<ScanFact> saying = [.. received.Where(fact => fact.CarrierEta is { ToMs: > 0 }).OrderBy(fact => fact.ReceivedMs)];
        if (saying.Count == 0)
            return;
        decided.EtaOriginal = saying[0].CarrierEta.Clone();
        decided.EtaOriginal.SaidMs = saying[0].ReceivedMs;
        decided.Eta = saying[^1].CarrierEta.Clone();
        decided.Eta.SaidMs = saying[^1].ReceivedMs;
    }

    private static void Walk(ParcelDecided decided, Line line)
    {
        MeaningRecord meaning = line.Meaning;
        Phase now = (Phase)decided.Phase;
        Phase to = meaning is { ReturnBegins: true, Phase: < 14 } ? Phase.Returning : (Phase)meaning.Phase;
        bool final = now is Phase.Returned or Phase.Destroyed or Phase.Cancelled;
        if (line.Lead is null && (meaning.Unmapped || to == Phase.None) && now == Phase.Expired)
            now = (Phase)(decided.Phase = decided.ExpiredFrom);
        if (now != Phase.Expired)
            decided.ExpiredFrom = 0;
        if (meaning.Unmapped || line.Lead is not null)
        {
            line.JourneyAfter = decided.Journey;
            return;
        }

        if (to == Phase.Cancelled && (decided.Leg != 0 || now is (> Phase.InfoReceived and < Phase.Returned) or Phase.Lost))
            to = Phase.Exception;
        if (to == Phase.None)
            Remark(decided, meaning, final || now == Phase.Delivered);
        else if (!IsLegal(now, to))
            decided.Regression = true;
        else if (!final)
            Enter(decided, line, now, to);
        bool stops = (CustomsStatus)meaning.Customs is CustomsStatus.DoNotLoad or CustomsStatus.InformationRequired or CustomsStatus.PaymentDue
            or CustomsStatus.Held or CustomsStatus.Inspected or CustomsStatus.Seized;
        if (!final && stops && decided.CustomsStoppedMs == 0)
            decided.CustomsStoppedMs = line.Ms;
        decided.Customs = final || meaning.Customs == 0 ? decided.Customs : meaning.Customs;
        decided.Delayed |= !final && meaning.Delayed && decided.Phase != (int)Phase.Delivered;
        line.JourneyAfter = decided.Journey;
    }

    private static bool IsLegal(Phase from, Phase to)
    {
        if ((from, to) == (Phase.Lost, Phase.Expired))
            return false;
        if (from == to || from is Phase.Exception or Phase.Expired or Phase.Lost || Backward.Contains((from, to)))
            return true;
        if (from is Phase.Delivered or Phase.Returned or Phase.Destroyed or Phase.Cancelled)
            return false;
        return to > from;
    }

    private static void Remark(ParcelDecided decided, MeaningRecord meaning, bool deaf)
    {
        if (deaf)
            return;
        decided.Held |= meaning.Held;
        if (meaning.Reason != 0 || meaning.ActionRequired)
            (decided.Reason, decided.Responsible, decided.ActionRequired) = (meaning.Reason, meaning.Responsible, meaning.ActionRequired);
    }

    private static void Enter(ParcelDecided decided, Line line, Phase now, Phase to)
    {
        MeaningRecord meaning = line.Meaning;
        bool turns = to is Phase.Returning or Phase.Returned && now is not Phase.Returning;
        if (turns && decided.Journey % 2 == 0)
            decided.Journey += 1;
        else if (turns && now == Phase.Delivered)
            decided.Journey += 2;
        line.Reopens = now == Phase.Delivered && to == Phase.AvailableForPickup;
        decided.Delayed &= to != Phase.Delivered;
        decided.ExpiredFrom = to != Phase.Expired ? 0 : now == Phase.Expired ? decided.ExpiredFrom : (int)now;
        decided.Phase = (int)to;
        decided.Held = meaning.Held;
        (decided.Reason, decided.Responsible, decided.ActionRequired) = (meaning.Reason, meaning.Responsible, meaning.ActionRequired);
        Leg leg = to is Phase.PickedUp or Phase.ExportCustoms ? Leg.FirstMile
            : to is >= Phase.Departed and <= Phase.ImportCustoms ? Leg.LineHaul
            : to is >= Phase.LastMile and <= Phase.Delivered ? Leg.LastMile : Leg.None;
        if (leg != Leg.None || decided.Leg != 0)
            decided.Leg = meaning.Leg != 0 ? meaning.Leg : leg != Leg.None ? (int)leg : decided.Leg;
    }

    private static void SetMilestones(ParcelDecided decided, List<Line> folded)
    {
        foreach (IGrouping<int, Line> of in folded.Where(line => line.Meaning.Milestone != 0).GroupBy(line => line.Meaning.Milestone).OrderBy(g => g.Key))
        {
            List<Line> reached = [.. of.Where(line => line.JourneyAfter == 0 || of.Key is 13 or 14)];
            int opened = folded.FindLastIndex(line => line.Reopens);
            if (of.Key == (int)MilestoneKind.Delivered)
                reached.RemoveAll(line => folded.IndexOf(line) < opened);
            if (reached.Count == 0)
                continue;
            int best = reached.Min(line => line.Sureness);
            reached.RemoveAll(line => line.Sureness != best || (line.Lead is not null && reached.TakeWhile(l => l != line).Any(l => l.Sureness <= best)));
            Line first = reached.MinBy(line => line.Ms)!;
            decided.Milestones.Add(new MilestoneRecord
            {
                Kind = of.Key,
                FirstMs = first.Ms,
                LastMs = reached.Max(line => line.Ms),
                Count = reached.Count,
                Confidence = best,
                ScanId = first.Fact.Id,
            });
        }
    }

    private sealed class Line(ScanFact fact)
    {
        public ScanFact Fact { get; } = fact;

        public MeaningRecord Meaning { get; } = TestVocabulary.Instance.Map(fact);

        public long Ms => Fact.Time.UtcMs;

        public string Country => Fact.Place?.Country ?? "";

        public ulong Corrects => Fact.Corrects == Fact.Id ? 0 : Fact.Corrects;

        public bool IsVoidNotice => Fact.Void && Corrects != 0;

        public bool CanBeShared => Meaning is { Milestone: not 0, Unmapped: false } && (ZoneSource)Fact.Time.ZoneSource != ZoneSource.None;

        public int Sureness => Fact.Inferred ? Math.Max(2, Meaning.Confidence) : Meaning.Confidence;

        public bool Struck { get; set; }

        public bool Reopens { get; set; }

        public int JourneyAfter { get; set; }

        public Line? Lead { get; set; }
    }
}
