using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Shipments.Api.Hosting;

/// <summary>The text is an IP address. Names are refused: a silo's address is its identity, and a name may change its meaning.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IpAddressAttribute : ValidationAttribute
{
    /// <summary>Whether others must be able to connect to it, so that "all addresses" is none.</summary>
    public bool Reachable { get; set; }

    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        string text = value as string ?? "";
        if (IPAddress.TryParse(text, out IPAddress? address) && !(Reachable && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))))
            return ValidationResult.Success;
        string needed = Reachable ? "an IP address that others can connect to, not 0.0.0.0 or ::" : "an IP address";
        return new ValidationResult($"It must be {needed}.", validationContext.MemberName is { } member ? [member] : null);
    }
}
