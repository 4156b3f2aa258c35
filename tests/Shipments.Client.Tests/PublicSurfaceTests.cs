using System.Reflection;
using System.Runtime.CompilerServices;
using Shipments.TestKit;

namespace Shipments.Client.Tests;

/// <summary>What applications compile against. A difference is wanted or a mistake; <c>UPDATE=1</c> writes the file, and the diff is reviewed.</summary>
public sealed class PublicSurfaceTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_public_surface_is_the_reviewed_one()
    {
        string path = Path.Combine(RepositoryRoot.Find(), "tests/Shipments.Client.Tests/PublicSurface.txt");
        string surface = string.Join('\n', typeof(ShipmentsClient).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == "Shipments.Client").OrderBy(type => type.Name, StringComparer.Ordinal).SelectMany(Describe)) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE") == "1")
            File.WriteAllText(path, surface);

        surface.Split('\n').Should().Equal(File.ReadAllText(path).Split('\n'));
    }

    private static IEnumerable<string> Describe(Type type)
    {
        yield return $"{type.Name} : {type.BaseType?.Name}";
        foreach (string member in type.GetMembers(Own).Where(IsWritten).Select(member => $"  {Describe(member)}").Order(StringComparer.Ordinal))
            yield return member;
    }

    private static bool IsWritten(MemberInfo member) =>
        member is not MethodInfo { IsSpecialName: true } && !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is not Type;

    private static string Describe(MemberInfo member) => member switch
    {
        MethodInfo method => $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{{(property.CanRead ? " get;" : "")}{(property.SetMethod is { IsPublic: true } ? " set;" : "")} }}",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}",
        _ => member.ToString()!,
    };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(one => $"{Name(one.ParameterType)} {one.Name}{(one.HasDefaultValue ? $" = {one.DefaultValue ?? "default"}" : "")}"));

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
