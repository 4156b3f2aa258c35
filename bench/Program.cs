using System.CommandLine;
using Shipments.Bench.Lanes;
using Shipments.Bench.Load;
using Shipments.Bench.Memory;

RootCommand root = new("Measures a running Shipments deployment.") { LoadCommand.Create(), MemoryCommand.Create(), LaneCommand.Create() };
return await root.Parse(args).InvokeAsync();
