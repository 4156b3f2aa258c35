using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Shipments.Api.Hosting;

/// <summary>
/// Settings whose text is no value of their option's type. Binding would stop at the first of them; here each becomes a fault, and the option
/// keeps its default, so that the other faults are found too.
/// </summary>
public static class UnreadableSettings
{
    /// <summary>Finds those of an options class and gives the faults; their settings are overruled by the default.</summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <param name="configuration">The configuration; a source is added to it when something is unreadable.</param>
    /// <param name="section">The section of the options.</param>
    public static IReadOnlyList<string> Replace<TOptions>(ConfigurationManager configuration, string section)
        where TOptions : new()
    {
        List<string> faults = [];
        Dictionary<string, string?> defaults = [];
        TOptions fresh = new();
        foreach (PropertyInfo option in typeof(TOptions).GetProperties().Where(property => property.CanWrite && property.PropertyType != typeof(string)))
        {
            string name = $"{section}:{option.Name}";
            if (configuration[name] is not { } text || IsReadable(option.PropertyType, text))
                continue;
            faults.Add($"{name} is '{text}', which is no {Kind(option.PropertyType)}{Range(option)}.");
            defaults[name] = TypeDescriptor.GetConverter(option.PropertyType).ConvertToInvariantString(option.GetValue(fresh));
        }

        if (defaults.Count > 0)
            configuration.AddInMemoryCollection(defaults);
        return faults;
    }

    private static bool IsReadable(Type type, string text)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text) is not null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Kind(Type type) => type switch
    {
        _ when type == typeof(TimeSpan) => "time as d.hh:mm:ss",
        _ when type == typeof(bool) => "true or false",
        { IsEnum: true } => string.Join(" or ", Enum.GetNames(type)),
        _ => "whole number",
    };

    private static string Range(PropertyInfo option) =>
        option.GetCustomAttribute<RangeAttribute>() is { } range ? $"; {range.Minimum} to {range.Maximum} is allowed" : "";
}
