namespace Shipments.Domain.Choice.Data;

/// <summary>An amount of money.</summary>
/// <param name="Currency">Three letters of ISO 4217.</param>
/// <param name="Amount">In the currency's main unit; not negative.</param>
public readonly record struct Price(string Currency, decimal Amount);

/// <summary>What a lane costs by weight. Bands do not overlap; between and above them there is no price. Immutable.</summary>
public sealed class Tariff
{
    private readonly List<(int Over, int To, Price Price)> _bands;

    internal Tariff(IEnumerable<(int Over, int To, Price Price)> bands) => _bands = [.. bands.OrderBy(band => band.Over)];

    /// <summary>The price of a parcel; null when the tariff has none for its weight.</summary>
    /// <param name="grams">The weight; a band is for what is over its lower bound, up to its upper one.</param>
    public Price? Of(int grams)
    {
        foreach ((int over, int to, Price price) in _bands)
        {
            if (grams > over && grams <= to)
                return price;
        }

        return null;
    }
}
