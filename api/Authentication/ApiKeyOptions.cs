using System.ComponentModel.DataAnnotations;

namespace Shipments.Api.Authentication;

/// <summary>A key that callers may use. The key itself is never stored: only its SHA-256. Two keys of one tenant may live side by side.</summary>
public sealed class ApiKeyOptions
{
    /// <summary>SHA-256 of the key's UTF-8 bytes.</summary>
    /// <value>64 hexadecimal digits; required.</value>
    [Required]
    [RegularExpression("^[0-9A-Fa-f]{64}$")]
    public string Sha256 { get; set; } = "";

    /// <summary>The tenant whose parcels the key opens.</summary>
    /// <value>1 to 64 characters of [A-Za-z0-9._-]; required.</value>
    [Required]
    [RegularExpression("^[A-Za-z0-9._-]{1,64}$")]
    public string Tenant { get; set; } = "";

    /// <summary>What people call the key.</summary>
    /// <value>At most 64 characters; default: empty.</value>
    [StringLength(64)]
    public string Name { get; set; } = "";
}
