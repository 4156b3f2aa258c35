namespace Shipments.Domain.Numbers;

/// <summary>What a number's check digit says. A bad one is a hint, never a refusal: posts do issue such numbers.</summary>
public enum CheckDigit
{
    /// <summary>The form has none, or none that is public.</summary>
    None = 0,

    /// <summary>It fits.</summary>
    Valid = 1,

    /// <summary>It does not fit.</summary>
    Invalid = 2,
}
