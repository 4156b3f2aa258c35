using System.CommandLine;
using Shipments.Bench.Baselines;
using Shipments.Bench.Changes;
using Shipments.Bench.Compare;
using Shipments.Bench.Http2;
using Shipments.Bench.Lanes;
using Shipments.Bench.Load;
using Shipments.Bench.Memory;
using Shipments.Bench.Micro;

RootCommand root = new("Measures a running Shipments deployment.")
{
    LoadCommand.Create(), MemoryCommand.Create(), MicroCommand.Create(), BareCommand.Create(), ChangesCommand.Create(), LaneCommand.Create(), ServeCommand.Create(), CompareCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
