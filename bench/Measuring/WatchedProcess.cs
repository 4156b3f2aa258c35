namespace Shipments.Bench.Measuring;

/// <summary>A process of this machine whose use of processor and memory is followed.</summary>
/// <param name="Name">What it is called in the report.</param>
/// <param name="Id">Its id.</param>
internal sealed record WatchedProcess(string Name, int Id);
