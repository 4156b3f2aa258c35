using Microsoft.Extensions.Options;

namespace Shipments.Client;

/// <summary>The rules between options; all that are broken are named at once, with their values.</summary>
internal sealed class ShipmentsClientOptionsRules : IValidateOptions<ShipmentsClientOptions>
{
    public ValidateOptionsResult Validate(string? name, ShipmentsClientOptions options)
    {
        List<string> faults = [];
        if (options.Addresses.Count == 0)
            faults.Add("Addresses is empty: at least one is needed, such as http://127.0.0.1:5080.");
        faults.AddRange(options.Addresses.Where(address => !IsServable(address))
            .Select(address => $"Addresses has '{address}': an absolute http or https URL without a path is needed."));
        if (options.Addresses.Where(IsServable).Select(address => address.Scheme).Distinct().Count() > 1)
            faults.Add("Addresses mixes http and https.");
        if (options.AttemptDeadline > options.Deadline)
            faults.Add($"AttemptDeadline {options.AttemptDeadline} is above Deadline {options.Deadline}.");
        if (options.BackoffFirst > options.BackoffMax)
            faults.Add($"BackoffFirst {options.BackoffFirst} is above BackoffMax {options.BackoffMax}.");
        if (options.ApiKey.Any(character => character is <= ' ' or > '~'))
            faults.Add("ApiKey has a character that is not printable ASCII.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsServable(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.AbsolutePath == "/";
}
