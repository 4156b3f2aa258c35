using Shipments.Samples.InternalService;

await using DeskHost host = DeskHost.Create(args);
await host.RunAsync();
