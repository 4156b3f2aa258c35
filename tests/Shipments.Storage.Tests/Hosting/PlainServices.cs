using Microsoft.Extensions.DependencyInjection;

namespace Shipments.Storage.Tests;

/// <summary>The least that resolves singletons of a service collection: the tests reference no container.</summary>
internal sealed class PlainServices(IServiceCollection services) : IServiceProvider, IAsyncDisposable
{
    private readonly Dictionary<(ServiceDescriptor, Type), object> _made = [];

    public object? GetService(Type serviceType)
    {
        if (serviceType == typeof(IServiceProvider))
            return this;
        if (serviceType.IsGenericType && serviceType.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            return All(serviceType.GetGenericArguments()[0]);
        return services.LastOrDefault(service => Serves(service, serviceType)) is { } found ? Make(found, serviceType) : null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable made in _made.Values.OfType<IAsyncDisposable>().Distinct())
            await made.DisposeAsync();
    }

    private Array All(Type serviceType)
    {
        object[] found = [.. services.Where(service => Serves(service, serviceType)).Select(service => Make(service, serviceType))];
        var typed = Array.CreateInstance(serviceType, found.Length);
        found.CopyTo(typed, 0);
        return typed;
    }

    private static bool Serves(ServiceDescriptor service, Type type) =>
        service.ServiceType == type || (type.IsGenericType && service.ServiceType == type.GetGenericTypeDefinition());

    private object Make(ServiceDescriptor service, Type type)
    {
        if (_made.TryGetValue((service, type), out object? made))
            return made;
        Type? implementation = service.ImplementationType is { IsGenericTypeDefinition: true } open
            ? open.MakeGenericType(type.GetGenericArguments())
            : service.ImplementationType;
        made = service.ImplementationInstance
            ?? service.ImplementationFactory?.Invoke(this)
            ?? Construct(implementation!);
        return _made[(service, type)] = made;
    }

    private object Construct(Type type)
    {
        System.Reflection.ConstructorInfo constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => GetService(parameter.ParameterType))]);
    }
}
