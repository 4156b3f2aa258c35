using System.CommandLine;
using Shipments.Bench.Adapters;
using Shipments.Bench.Baselines;
using Shipments.Bench.Changes;
using Shipments.Bench.Compare;
using Shipments.Bench.Figures;
using Shipments.Bench.Filling;
using Shipments.Bench.Http2;
using Shipments.Bench.Judging;
using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Lanes;
using Shipments.Bench.Load;
using Shipments.Bench.Memory;
using Shipments.Bench.Micro;
using Shipments.Bench.Outages;
using Shipments.Bench.Simulation.Output;

RootCommand root = new("Measures a running Shipments deployment.")
{
    LoadCommand.Create(), CompareCommand.Create(), ServeCommand.Create(), MemoryCommand.Create(), MicroCommand.Create(), BareCommand.Create(),
    ChangesCommand.Create(), LaneCommand.Create(), AdaptersCommand.Create(), SimulateCommand.Create(),
    JudgeCommand.Create(), AlarmsCommand.Create(), FillCommand.Create(), TakeOverCommand.Create(), FiguresCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
