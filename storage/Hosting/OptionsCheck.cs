using Microsoft.Extensions.Options;

namespace Shipments.Storage;

/// <summary>Checks options where no host does it.</summary>
internal static class OptionsCheck
{
    /// <exception cref="OptionsValidationException">Names every fault.</exception>
    public static void ThrowIfInvalid<T>(T options, params ReadOnlySpan<IValidateOptions<T>> rules)
        where T : class
    {
        var faults = new List<string>();
        foreach (IValidateOptions<T> rule in rules)
        {
            if (rule.Validate(Options.DefaultName, options) is { Failed: true, Failures: { } failures })
                faults.AddRange(failures);
        }

        if (faults.Count > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(T), faults);
    }
}
