using System.CommandLine;
using Shipments.Bench.Load;

RootCommand root = new("Measures a running Shipments deployment.") { LoadCommand.Create() };
return await root.Parse(args).InvokeAsync();
