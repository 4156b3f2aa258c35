namespace Shipments.Domain.Silence;

/// <summary>The limits of a table, with those of the lane where the table leaves room for them: a parcel is stalled when nine of ten would have gone on.</summary>
/// <param name="table">The table.</param>
/// <param name="dwells">How long parcels of lanes stay.</param>
public sealed class LaneSilence(SilenceTable table, ILaneDwells dwells) : ISilenceLimits
{
    /// <inheritdoc/>
    public SilenceLimit Of(in SilenceTerms terms)
    {
        SilenceRule rule = table.RuleOf(terms);
        if (rule.Lane is not { } bounds || dwells.P90(terms.Tenant, terms.Lane, terms.Milestone) is not { } dwell)
            return rule.Limit;
        TimeSpan stalled = dwell < bounds.Least ? bounds.Least : dwell > bounds.Most ? bounds.Most : dwell;
        return rule.Limit with { StalledAfter = stalled, Rule = rule.Id + "+lane" };
    }
}
