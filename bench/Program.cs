using System.CommandLine;
using Shipments.Bench.Load;
using Shipments.Bench.Memory;
using Shipments.Bench.Micro;

RootCommand root = new("Measures a running Shipments deployment.") { LoadCommand.Create(), MemoryCommand.Create(), MicroCommand.Create() };
return await root.Parse(args).InvokeAsync();
