using System.Globalization;
using Shipments.Api.Limits;

namespace Shipments.Api.Errors;

/// <summary>Gathers all wrong fields of a request or of one of its parts. Costs nothing while there are none. Not thread-safe.</summary>
/// <param name="within">What stands before every path, such as <c>requests[3].</c>; empty for a request of its own.</param>
internal sealed class FieldFaults(string within = "")
{
    private readonly List<FieldFault> _list = [];
    private string _collection = "";
    private int _index;

    /// <summary>What was found, in the order in which it was looked for.</summary>
    internal IReadOnlyList<FieldFault> List => _list;

    /// <summary>How many were found.</summary>
    internal int Count => _list.Count;

    /// <summary>What is added from now on stands in this item of a repeated field.</summary>
    internal void At(string collection, int index) => (_collection, _index) = (collection, index);

    /// <summary>What is added from now on stands in the request itself.</summary>
    internal void AtRoot() => _collection = "";

    /// <summary>Adds a fault.</summary>
    /// <param name="field">The field's path from the current item.</param>
    /// <param name="value">What it held.</param>
    /// <param name="problem">What is wrong.</param>
    internal void Add(string field, string value, string problem)
    {
        string path = _collection.Length == 0
            ? field
            : string.Create(CultureInfo.InvariantCulture, $"{_collection}[{_index}]{(field.Length == 0 ? "" : ".")}{field}");
        _list.Add(new FieldFault(within + path, Cut(value), problem));
    }

    /// <summary>Forgets what was found.</summary>
    internal void Clear() => _list.Clear();

    /// <summary>Ends the call when a fault was found.</summary>
    internal void ThrowIfAny()
    {
        if (_list.Count > 0)
            throw ErrorStatuses.Exception(ApiReason.FieldsInvalid, faults: _list);
    }

    private static string Cut(string value)
    {
        if (value.Length <= ApiLimits.FaultValueCharsMax)
            return value;
        int length = char.IsHighSurrogate(value[ApiLimits.FaultValueCharsMax - 1]) ? ApiLimits.FaultValueCharsMax - 1 : ApiLimits.FaultValueCharsMax;
        return value[..length];
    }
}
