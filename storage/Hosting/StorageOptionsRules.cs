using System.Numerics;
using Microsoft.Extensions.Options;

namespace Shipments.Storage;

/// <summary>The rules between options; all that are broken are named at once, with their values.</summary>
internal sealed class StorageOptionsRules : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var faults = new List<string>();
        if (!BitOperations.IsPow2(options.ShardCount))
            faults.Add($"ShardCount {options.ShardCount} is no power of two.");
        if (options.LeaseRenewEvery * 3 > options.LeaseLength)
            faults.Add($"LeaseRenewEvery {options.LeaseRenewEvery} is more than a third of LeaseLength {options.LeaseLength}.");
        if (options.LeaseMargin * 2 >= options.LeaseLength)
            faults.Add($"LeaseMargin {options.LeaseMargin} is not less than half of LeaseLength {options.LeaseLength}.");
        if (options.FlushWithin < options.FlushAfter)
            faults.Add($"FlushWithin {options.FlushWithin} is less than FlushAfter {options.FlushAfter}.");
        faults.AddRange(options.BuiltInConsumers.Where(consumer => !ActorKey.IsPart(consumer))
            .Select(consumer => $"BuiltInConsumers has '{consumer}': 1 to {ActorKey.PartCharsMax} of [A-Za-z0-9._-] are allowed."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
