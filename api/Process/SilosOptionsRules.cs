using Microsoft.Extensions.Options;
using Npgsql;

namespace Shipments.Api.Process;

/// <summary>The connection string must be one. Its text is never repeated: it may hold a password.</summary>
internal sealed class SilosOptionsRules : IValidateOptions<SilosOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SilosOptions options)
    {
        if (options.ConnectionString.Length == 0)
            return ValidateOptionsResult.Skip;
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(options.ConnectionString).Host)
                ? ValidateOptionsResult.Fail("ConnectionString names no Host.")
                : ValidateOptionsResult.Success;
        }
        catch (ArgumentException)
        {
            return ValidateOptionsResult.Fail("ConnectionString is none that Npgsql reads.");
        }
    }
}
