using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Scans;

/// <summary>
/// Codes that spell out what they mean: a phase's name, then words behind '+'. "AttemptFailed+return", "+customs=Held" (no phase),
/// "LastMile+milestone=ImportCustomsReleased+inferred". A code that starts with '?' is known to nobody.
/// </summary>
internal sealed class TestVocabulary : IVocabulary
{
    public static readonly TestVocabulary Instance = new();

    public ulong Version => 0;

    public bool IsBuiltIn => true;

    public IVocabulary Snapshot() => this;

    public MeaningRecord Map(ScanFact fact)
    {
        MeaningRecord meaning = new();
        if (fact.Code.StartsWith('?'))
        {
            meaning.Unmapped = true;
            return meaning;
        }

        string[] words = fact.Code.Split('+');
        if (words[0].Length > 0)
        {
            Phase phase = Enum.Parse<Phase>(words[0]);
            meaning.Phase = (int)phase;
            meaning.Milestone = (int)UsualMilestone(phase);
        }

        meaning.Confidence = (int)Confidence.Scanned;
        foreach (string word in words.Skip(1))
            Read(meaning, word.Split('='));
        return meaning;
    }

    private static void Read(MeaningRecord meaning, string[] word)
    {
        switch (word[0])
        {
            case "return": meaning.ReturnBegins = true; break;
            case "held": meaning.Held = true; break;
            case "delayed": meaning.Delayed = true; break;
            case "action": meaning.ActionRequired = true; break;
            case "inferred": meaning.Confidence = (int)Confidence.Inferred; break;
            case "claimed": meaning.Confidence = (int)Confidence.Claimed; break;
            case "reason": meaning.Reason = (int)Enum.Parse<Reason>(word[1]); break;
            case "by": meaning.Responsible = (int)Enum.Parse<Party>(word[1]); break;
            case "customs": meaning.Customs = (int)Enum.Parse<CustomsStatus>(word[1]); break;
            case "leg": meaning.Leg = (int)Enum.Parse<Leg>(word[1]); break;
            case "milestone": meaning.Milestone = (int)Enum.Parse<MilestoneKind>(word[1]); break;
            case "again": break;
            default: throw new InvalidOperationException($"'{word[0]}' is no word of the test vocabulary.");
        }
    }

    private static MilestoneKind UsualMilestone(Phase phase) => phase switch
    {
        Phase.InfoReceived => MilestoneKind.InfoReceived,
        Phase.PickedUp => MilestoneKind.PickedUp,
        Phase.Departed => MilestoneKind.Departed,
        Phase.Arrived => MilestoneKind.Arrived,
        Phase.ImportCustoms => MilestoneKind.ImportCustomsStarted,
        Phase.LastMile => MilestoneKind.LastMileAccepted,
        Phase.OutForDelivery => MilestoneKind.OutForDelivery,
        Phase.AttemptFailed => MilestoneKind.FirstAttempt,
        Phase.AvailableForPickup => MilestoneKind.AvailableForPickup,
        Phase.Delivered => MilestoneKind.Delivered,
        Phase.Returning => MilestoneKind.Returning,
        Phase.Returned => MilestoneKind.Returned,
        Phase.None or Phase.Pending or Phase.ExportCustoms or Phase.LineHaul or Phase.Exception or Phase.Lost or Phase.Destroyed
            or Phase.Cancelled or Phase.Expired => MilestoneKind.None,
    };
}
