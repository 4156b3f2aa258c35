using Shipments.Domain.Carriers;

namespace Shipments.Silo.Demo;

/// <summary>Groups numbers that payloads say belong to one parcel, so that a chain of numbers is registered as one parcel.</summary>
internal sealed class DemoParcels
{
    private readonly Dictionary<string, string> _parent = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>Reads the payloads.</summary>
    public DemoParcels(IEnumerable<DemoPayload> payloads)
    {
        foreach (PayloadItem item in payloads.SelectMany(payload => payload.Items))
        {
            if (item.Number.Length == 0)
                continue;
            Add(item.Number);
            foreach (LinkedNumber linked in item.Linked)
            {
                Add(linked.Number);
                Join(item.Number, linked.Number);
            }
        }
    }

    /// <summary>The number each parcel is registered under: the first of its numbers that a payload was about.</summary>
    public IEnumerable<string> MainNumbers => _order.Where(number => Main(number) == number);

    /// <summary>Whether a payload names the number.</summary>
    public bool Knows(string number) => _parent.ContainsKey(number);

    /// <summary>The main number of a number's parcel.</summary>
    public string Main(string number)
    {
        string at = number;
        while (_parent[at] != at)
            at = _parent[at];
        return at;
    }

    private void Add(string number)
    {
        if (_parent.TryAdd(number, number))
            _order.Add(number);
    }

    private void Join(string first, string second)
    {
        string firstMain = Main(first);
        string secondMain = Main(second);
        if (firstMain == secondMain)
            return;
        bool firstIsOlder = _order.IndexOf(firstMain) < _order.IndexOf(secondMain);
        _parent[firstIsOlder ? secondMain : firstMain] = firstIsOlder ? firstMain : secondMain;
    }
}
