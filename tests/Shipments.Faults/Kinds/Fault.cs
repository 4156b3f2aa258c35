using Shipments.Faults.Cluster;

namespace Shipments.Faults.Kinds;

/// <summary>Something that goes wrong, and its end.</summary>
/// <param name="kind">The name of its kind.</param>
/// <param name="target">What it happens to.</param>
internal abstract class Fault(string kind, string target)
{
    public string Kind => kind;

    public string Target => target;

    /// <summary>Whether all keys serve while it lasts, after a while.</summary>
    public virtual bool IsSurvived => false;

    /// <summary>A silo that goes on when the fault is healed, without knowing what happened meanwhile; null where there is none.</summary>
    public virtual SiloNode? Zombie => null;

    /// <summary>Whether a silo cannot read what others ask of it while it lasts, so that all doors are asked for such things.</summary>
    public virtual bool IsCutOff => false;

    /// <summary>How much longer than others it lasts, counted in writes.</summary>
    public virtual int Persistence => 1;

    /// <summary>Makes it happen.</summary>
    public abstract Task InjectAsync();

    /// <summary>Ends it. Completes when all that was taken away is back.</summary>
    public virtual Task HealAsync() => Task.CompletedTask;
}
