using Shipments.Journal.V1;

namespace Shipments.Domain.Customs;

/// <summary>
/// Holds a declaration against the rules of its destination on the day it arrives. A limit in a currency the declaration has no rate into is
/// not guessed: the rule then finds that it cannot be decided, which blocks nothing.
/// </summary>
internal static class CustomsAssessor
{
    private const decimal FlatEuros = 3;
    private const decimal Micros = 1_000_000m;

    /// <summary>What the rules find and charge. Of one field's fault only the first rule speaks.</summary>
    /// <param name="rules">The table.</param>
    /// <param name="declaration">The declaration.</param>
    /// <param name="origin">Where the parcel comes from; may be empty.</param>
    /// <param name="destination">Where it goes; without it nothing is found.</param>
    /// <param name="day">The day of arrival.</param>
    public static DeclarationJudgementRecord Assess(
        CustomsTable rules, DeclarationRecord declaration, string origin, string destination, DateOnly day)
    {
        DeclarationJudgementRecord judgement = new() { Rules = rules.Version };
        if (!CustomsUnion.IsCrossed(origin, destination))
            return judgement;
        HashSet<(string Field, bool Blocking)> found = [];
        // A country's own rule says more than one for everywhere.
        foreach (CustomsRule rule in rules.Rules.Where(rule => rule.Holds(destination, day)).OrderBy(rule => rule.Destination == "*"))
        {
            bool? applies = Applies(rule, declaration, out string missing);
            // A line without a currency is a fault of its own.
            if (applies is null && missing[0] != ' ')
                Find(judgement, found, rule, ("rates", missing, $"The limit of the rule is in another currency, and the declaration has no rate: {missing}."), blocking: false);
            if (applies is not true)
                continue;
            foreach (CustomsDatum datum in rule.Data)
            {
                foreach ((string, string, string) fault in DeclarationChecks.Of(datum, declaration))
                    Find(judgement, found, rule, fault, blocking: true);
            }

            foreach (CustomsChargeKind kind in rule.Charges)
                judgement.Charges.Add(Charge(rule, kind, declaration));
        }

        return judgement;
    }

    // Null: it hangs on a value that cannot be compared.
    private static bool? Applies(CustomsRule rule, DeclarationRecord declaration, out string missing)
    {
        missing = "";
        bool isKnown = true;
        foreach (CustomsCondition condition in rule.Conditions)
        {
            bool? holds = Holds(condition, declaration, out string unknown);
            if (holds is false)
                return false;
            if (holds is not null)
                continue;
            isKnown = false;
            missing = $"{unknown} to {condition.Currency}";
        }

        return isKnown ? true : null;
    }

    private static bool? Holds(CustomsCondition condition, DeclarationRecord declaration, out string unknown)
    {
        unknown = "";
        return condition.Word switch
        {
            CustomsWord.Any => true,
            CustomsWord.Gift => declaration.Gift,
            CustomsWord.NoGift => !declaration.Gift,
            CustomsWord.Ioss => declaration.IossNumber.Length > 0,
            CustomsWord.NoIoss => declaration.IossNumber.Length == 0,
            CustomsWord.ValueUpTo => DeclaredValue.In(condition.Currency, declaration, out unknown) is { } value ? value <= condition.Limit : null,
            CustomsWord.ValueAbove => DeclaredValue.In(condition.Currency, declaration, out unknown) is { } value ? value > condition.Limit : null,
        };
    }

    private static void Find(
        DeclarationJudgementRecord judgement, HashSet<(string, bool)> found, CustomsRule rule, (string Field, string Value, string Problem) fault, bool blocking)
    {
        // A rate that is missing matters to every rule with that limit; a datum only once.
        string key = blocking ? fault.Field : fault.Value;
        if (judgement.Findings.Count == CustomsBounds.FindingsMax || !found.Add((key, blocking)))
            return;
        judgement.Findings.Add(new DeclarationFindingRecord
        {
            Rule = rule.Id, Field = fault.Field, Value = fault.Value, Problem = fault.Problem, Blocking = blocking,
        });
    }

    private static CustomsChargeRecord Charge(CustomsRule rule, CustomsChargeKind kind, DeclarationRecord declaration)
    {
        CustomsChargeRecord charge = new() { Rule = rule.Id, Kind = (int)kind };
        if (kind == CustomsChargeKind.DutyFlat)
        {
            int headings = declaration.Lines.Select(line => DeclarationChecks.Hs6(line.HsCode)).Where(code => code.Length > 0).Distinct(StringComparer.Ordinal).Count();
            charge.AmountMicros = (long)(headings * FlatEuros * Micros);
            charge.Currency = "EUR";
        }

        return charge;
    }
}
