using Shipments.Faults;

return await FaultCommand.Create().Parse(args).InvokeAsync();
