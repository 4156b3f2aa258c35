using System.CommandLine;
using Shipments.Bench.Load;
using Shipments.Bench.Memory;

RootCommand root = new("Measures a running Shipments deployment.") { LoadCommand.Create(), MemoryCommand.Create() };
return await root.Parse(args).InvokeAsync();
