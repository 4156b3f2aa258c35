using System.Diagnostics.CodeAnalysis;

namespace Shipments.Storage;

/// <summary>The name of an actor: <c>kind/tenant/id</c>, such as <c>parcel/acme/01HX2</c>. Immutable.</summary>
public readonly record struct ActorKey
{
    /// <summary>The longest kind, tenant or id, in characters.</summary>
    public const int PartCharsMax = 64;

    private ActorKey(string value, int kindLength, int tenantLength)
    {
        Value = value;
        _kindLength = kindLength;
        _tenantLength = tenantLength;
    }

    private readonly int _kindLength;
    private readonly int _tenantLength;

    /// <summary>Builds a key from its parts.</summary>
    /// <param name="kind">The registered kind: 1 to 64 of [A-Za-z0-9._-], as the other parts.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The id within kind and tenant.</param>
    /// <exception cref="ArgumentException">A part is empty, too long or has another character.</exception>
    public ActorKey(string kind, string tenant, string id)
        : this(kind + "/" + tenant + "/" + id, kind.Length, tenant.Length)
    {
        ThrowUnlessPart(kind, nameof(kind));
        ThrowUnlessPart(tenant, nameof(tenant));
        ThrowUnlessPart(id, nameof(id));
    }

    /// <summary>The whole key.</summary>
    public string Value { get; }

    /// <summary>The kind of actor.</summary>
    public string Kind => Value[.._kindLength];

    /// <summary>The tenant that owns the actor.</summary>
    public string Tenant => Value.Substring(_kindLength + 1, _tenantLength);

    /// <summary>The same without a copy.</summary>
    public ReadOnlySpan<char> SpanOfTenant() => Value.AsSpan(_kindLength + 1, _tenantLength);

    /// <summary>The id within kind and tenant.</summary>
    public string Id => Value[(_kindLength + _tenantLength + 2)..];

    /// <summary>Reads a key; false when <paramref name="text"/> is none.</summary>
    /// <param name="text">A whole key.</param>
    /// <param name="key">The key read.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out ActorKey key)
    {
        key = default;
        if (text is null)
            return false;
        int first = text.IndexOf('/', StringComparison.Ordinal);
        int second = first < 0 ? -1 : text.IndexOf('/', first + 1);
        if (second < 0 || !IsPart(text.AsSpan(0, first)) || !IsPart(text.AsSpan(first + 1, second - first - 1)) || !IsPart(text.AsSpan(second + 1)))
            return false;
        key = new ActorKey(text, first, second - first - 1);
        return true;
    }

    /// <summary>Reads a key.</summary>
    /// <param name="text">A whole key.</param>
    /// <exception cref="FormatException"><paramref name="text"/> is no key.</exception>
    public static ActorKey Parse(string text) =>
        TryParse(text, out ActorKey key) ? key : throw new FormatException($"'{text}' is no actor key of the form kind/tenant/id.");

    /// <summary>Whether <paramref name="part"/> is 1 to 64 of [A-Za-z0-9._-].</summary>
    /// <param name="part">A kind, tenant or id.</param>
    public static bool IsPart(ReadOnlySpan<char> part)
    {
        if (part.Length is 0 or > PartCharsMax)
            return false;
        foreach (char c in part)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static void ThrowUnlessPart(string part, string name)
    {
        if (!IsPart(part))
            throw new ArgumentException($"'{part}' is no part of an actor key: 1 to {PartCharsMax} of [A-Za-z0-9._-].", name);
    }
}
