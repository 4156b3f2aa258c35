using Microsoft.Extensions.Options;
using Npgsql;

namespace Shipments.Storage;

/// <summary>What a range cannot say: the connection string must be one, and Npgsql counts timeouts in whole seconds.</summary>
internal sealed class PostgresStorageOptionsRules : IValidateOptions<PostgresStorageOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresStorageOptions options)
    {
        var faults = new List<string>();
        if (options.ConnectionString.Length > 0)
            CheckConnectionString(options.ConnectionString, faults);
        foreach ((string option, TimeSpan value) in (ReadOnlySpan<(string, TimeSpan)>)
            [
                (nameof(options.ConnectTimeout), options.ConnectTimeout),
                (nameof(options.CommitTimeout), options.CommitTimeout),
                (nameof(options.CommandTimeout), options.CommandTimeout),
            ])
        {
            if (value.Ticks % TimeSpan.TicksPerSecond != 0)
                faults.Add($"{option} {value} is not a whole number of seconds.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>The text itself is never repeated: it may hold a password.</summary>
    private static void CheckConnectionString(string text, List<string> faults)
    {
        try
        {
            if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host))
                faults.Add("ConnectionString names no Host.");
        }
        catch (ArgumentException)
        {
            faults.Add("ConnectionString is none that Npgsql reads.");
        }
    }
}
