using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Shipments.Api.Tests.Process;

/// <summary>A call of a grain on its way out, of which a filter uses the invocation alone.</summary>
internal sealed class FakeGrainCall(Func<Task> invoke) : IOutgoingGrainCallContext
{
    public IInvokable Request => throw new NotSupportedException();

    public object Grain => throw new NotSupportedException();

    public GrainId? SourceId => throw new NotSupportedException();

    public GrainId TargetId => throw new NotSupportedException();

    public GrainInterfaceType InterfaceType => throw new NotSupportedException();

    public string InterfaceName => throw new NotSupportedException();

    public string MethodName => throw new NotSupportedException();

    public MethodInfo InterfaceMethod => throw new NotSupportedException();

    public object? Result { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public Response? Response { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public IGrainContext? SourceContext => throw new NotSupportedException();

    public Task Invoke() => invoke();
}
