using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Shipments.Api.Authentication;
using Shipments.Api.Carriers;
using Shipments.Api.Lanes;
using Shipments.Api.Limits;

namespace Shipments.Api.Hosting;

/// <summary>Checks the options as a whole and reports every fault.</summary>
internal sealed class ApiOptionsValidator : IValidateOptions<ApiOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        List<string> faults = [];
        Check(options, "", faults);
        if (options.DeadlineDefault > options.DeadlineMax)
            faults.Add($"DeadlineDefault ({options.DeadlineDefault}) must not be above DeadlineMax ({options.DeadlineMax}).");
        if (options.Keys.Count > ApiLimits.ApiKeysMax)
            faults.Add($"Keys has {options.Keys.Count} items; at most {ApiLimits.ApiKeysMax} are allowed.");
        HashSet<string> hashes = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < options.Keys.Count; i++)
        {
            ApiKeyOptions key = options.Keys[i];
            Check(key, $"Keys[{i}].", faults);
            if (!hashes.Add(key.Sha256))
                faults.Add($"Keys[{i}].Sha256 stands there twice ({key.Name}).");
        }

        if (options.VocabularyDirectory.Length > 0)
        {
            VocabularyDirectory.Load(options.VocabularyDirectory, out IReadOnlyList<string> wrong);
            faults.AddRange(wrong);
        }

        if (options.LaneDirectory.Length > 0)
        {
            LaneDirectory.Load(options.LaneDirectory, out IReadOnlyList<string> wrong);
            faults.AddRange(wrong);
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Check(object part, string path, List<string> faults)
    {
        List<ValidationResult> results = [];
        if (!Validator.TryValidateObject(part, new ValidationContext(part), results, validateAllProperties: true))
            faults.AddRange(results.Select(result => path + result.ErrorMessage));
    }
}
