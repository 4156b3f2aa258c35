using Shipments.Silo.Hosting;

return await SiloCommand.Create().Parse(args).InvokeAsync(SiloCommand.Invocation);
