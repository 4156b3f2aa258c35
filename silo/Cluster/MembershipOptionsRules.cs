using Microsoft.Extensions.Options;

namespace Shipments.Silo.Cluster;

/// <summary>The rules between the options of the cluster.</summary>
internal sealed class MembershipOptionsRules : IValidateOptions<MembershipOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MembershipOptions options) => options.ProbeWithin < options.ProbeEvery
        ? ValidateOptionsResult.Fail($"ProbeWithin {options.ProbeWithin} is less than ProbeEvery {options.ProbeEvery}.")
        : ValidateOptionsResult.Success;
}
