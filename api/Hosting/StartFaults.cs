using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Shipments.Api.Hosting;

/// <summary>What keeps a process from starting, for the person who started it: everything at once.</summary>
public static partial class StartFaults
{
    // May hold a password.
    private const string Secret = "ConnectionString";

    private static readonly string[] Sections = ["Shipments:Silo", "Shipments:Door", "Shipments:Cluster", "Shipments:Storage", "Shipments:Api"];

    /// <summary>Validates every option that is validated at start and gives all faults, each with the setting and its value.</summary>
    /// <param name="services">The host's services, built and not started.</param>
    public static IEnumerable<string> Of(IServiceProvider services)
    {
        IConfiguration configuration = services.GetRequiredService<IConfiguration>();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures.Select(fault => Told(fault, configuration));
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)
                .Select(fault => Told(fault, configuration));
        }
    }

    /// <summary>Writes them, one a line.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="what">What does not start.</param>
    /// <param name="faults">The faults.</param>
    public static async Task WriteAsync(TextWriter output, string what, IEnumerable<string> faults)
    {
        await output.WriteLineAsync(what + " does not start:");
        foreach (string fault in faults)
            await output.WriteLineAsync("  " + fault);
    }

    /// <summary>Validators of attributes name the option and not its value; a rule between options says both itself.</summary>
    private static string Told(string fault, IConfiguration configuration)
    {
        if (Attribute().Match(fault) is not { Success: true } match)
            return fault;
        string name = match.Groups["name"].Value;
        string text = match.Groups["text"].Value;
        string? setting = Sections.Select(section => $"{section}:{name}").FirstOrDefault(key => configuration[key] is not null);
        return setting is null || name == Secret ? $"{name}: {text}" : $"{setting} is '{configuration[setting]}'. {text}";
    }

    [GeneratedRegex(@"^(DataAnnotation validation failed for .* members: '(?<name>\w+)' with the error: '(?<text>.*)'\.|(?<name>\w+): (?<text>.*))$")]
    private static partial Regex Attribute();
}
