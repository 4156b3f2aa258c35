using Shipments.Bench.Driving;
using Shipments.Bench.Measuring;
using Shipments.Bench.Pacing;
using Shipments.Bench.Scenarios;
using Shipments.Bench.Traffic;

namespace Shipments.Bench.Load;

/// <summary>Turns the flows of a scenario into drivers and their loops.</summary>
internal sealed class FlowTasks(LoadWorld world, LoadOptions options, RateCurve curve, ChangeWatch watch, RunClock clock) : IDisposable
{
    private const double CallsPerLoop = 4_000;
    private const int LoopsMax = 8;

    private readonly List<Series> _series = [];
    private readonly List<IDisposable> _owned = [];
    private readonly List<Func<CancellationToken, Task>> _loops = [];
    private int _random = options.Seed;

    /// <summary>The series of the flows.</summary>
    public IReadOnlyList<Series> Series => _series;

    /// <summary>How many loops there are.</summary>
    public int Loops => _loops.Count;

    /// <inheritdoc/>
    public void Dispose() => _owned.ForEach(owned => owned.Dispose());

    /// <summary>Adds a flow.</summary>
    public void Add(Flow flow)
    {
        (string name, string unit) = NameOf(flow);
        Series series = new(name, unit, clock);
        _series.Add(series);
        if (flow.Call == CallKind.Stream)
            AddStreams(flow, series);
        else
            AddUnary(flow, new UnaryDriver(OperationOf(flow), series, clock));
    }

    /// <summary>Runs all until the run is over.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(_loops.Select(loop => loop(cancellationToken)));

    private static (string Name, string Unit) NameOf(Flow flow) => flow.Call switch
    {
        CallKind.Register => (flow.Batch == 1 ? "RegisterParcel" : "BatchRegisterParcels", "parcels"),
        CallKind.Record => ("RecordScans", "scans"),
        CallKind.Stream => ("StreamScans", "scans"),
        CallKind.Get or CallKind.GetInOrder => ("GetParcel", "reads"),
        CallKind.Lookup => ("LookupParcels", "look-ups"),
        CallKind.List => ("ListParcels", "pages"),
    };

    private IUnaryOperation OperationOf(Flow flow) => flow.Call switch
    {
        CallKind.Register => new RegisterOperation(
            world.Connections, world.Population, world.Parcels, world.Violations, flow.Batch, options.Deadline),
        CallKind.Record => new RecordOperation(world.Connections, world.Source, world.Check, flow.Batch, options.Deadline),
        CallKind.Get or CallKind.GetInOrder => new GetOperation(
            world.Connections, world.Population, world.Ledger, world.Choice, world.Violations,
            flow.Call == CallKind.GetInOrder ? new Shuffle(options.Parcels, options.Seed) : null, options.Deadline),
        CallKind.Lookup => new LookupOperation(world.Connections, world.Population, world.Parcels, world.Violations, options.Deadline),
        CallKind.List => new ListOperation(world.Connections, world.Violations, options.Deadline),
        CallKind.Stream => throw new InvalidOperationException("A stream is no unary call."),
    };

    private void AddUnary(Flow flow, UnaryDriver driver)
    {
        double calls = options.Rate * flow.Share / flow.Batch;
        int open = (int)Math.Clamp(Math.Ceiling(calls * curve.Peak / CallsPerLoop), 1, LoopsMax);
        int closed = Math.Max(1, (int)Math.Round(options.Closed * flow.Share));
        for (int i = 0; i < (options.Rate > 0 ? open : closed); i++)
        {
            Random random = NextRandom();
            if (options.Rate > 0)
            {
                ArrivalSchedule schedule = ScheduleOf(calls / open);
                _loops.Add(token => driver.OpenAsync(schedule, random, token));
            }
            else
            {
                _loops.Add(token => driver.ClosedAsync(random, token));
            }
        }
    }

    private void AddStreams(Flow flow, Series series)
    {
        int inFlight = Math.Max(1, (int)Math.Round(options.Closed * flow.Share));
        int streams = options.Rate > 0 ? options.Streams : Math.Max((inFlight + StreamDriver.WindowMax - 1) / StreamDriver.WindowMax, Math.Min(options.Streams, inFlight));
        for (int i = 0; i < streams; i++)
        {
            int window = options.Rate > 0 ? StreamDriver.WindowMax : (inFlight / streams) + (i < inFlight % streams ? 1 : 0);
            StreamDriver driver = new(world.Connections, world.Source, world.Check, watch, series, clock, flow.Batch, window);
            _owned.Add(driver);
            Random random = NextRandom();
            ArrivalSchedule? schedule = options.Rate > 0 ? ScheduleOf(options.Rate * flow.Share / flow.Batch / streams) : null;
            _loops.Add(token => driver.RunAsync(schedule, random, token));
        }
    }

    private ArrivalSchedule ScheduleOf(double callsPerSecond) =>
        new(curve, callsPerSecond, clock.WarmUp, clock.Duration, options.Even ? null : NextRandom());

    private Random NextRandom() => new(++_random * 7919);
}
