using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Simulation.Regimes;

/// <summary>Where a regime applies: <c>*</c>, or conditions such as <c>country=ES carrier=correos,upu</c> that must all hold.</summary>
internal sealed class RegimePlace
{
    private readonly IReadOnlyList<(string Part, string[] Values)> _conditions;

    private RegimePlace(IReadOnlyList<(string Part, string[] Values)> conditions) => _conditions = conditions;

    public static RegimePlace Read(TableRow row)
    {
        string text = row.Text("where");
        if (text == "*")
            return new RegimePlace([]);
        List<(string, string[])> conditions = [];
        foreach (string condition in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = condition.IndexOf('=', StringComparison.Ordinal);
            string part = equals < 0 ? condition : condition[..equals];
            if (default(RegimeSubject).Part(part) is null)
                throw row.Fault(condition, "a condition begins with one of office=, role=, country=, carrier=, route=, origin=, destination=, lane= and service=.");
            string[] values = equals < 0 ? [] : condition[(equals + 1)..].Split(',');
            if (values.Length == 0 || values.Any(value => value.Length == 0))
                throw row.Fault(condition, "a condition names what it compares with.");
            conditions.Add((part, values));
        }

        return new RegimePlace(conditions);
    }

    /// <summary>Whether it applies to something.</summary>
    public bool Holds(in RegimeSubject subject)
    {
        foreach ((string part, string[] values) in _conditions)
        {
            if (!values.Contains(subject.Part(part), StringComparer.Ordinal))
                return false;
        }

        return true;
    }
}
