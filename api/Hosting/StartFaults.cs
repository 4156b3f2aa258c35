using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Shipments.Api.Hosting;

/// <summary>What keeps a process from starting, for the person who started it: everything at once.</summary>
public static class StartFaults
{
    /// <summary>Validates every option that is validated at start and gives all faults.</summary>
    /// <param name="services">The host's services, built and not started.</param>
    public static IEnumerable<string> Of(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures);
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
}
