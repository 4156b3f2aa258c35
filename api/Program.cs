using Shipments.Api.Process;

return await DoorCommand.Create().Parse(args).InvokeAsync(DoorCommand.Invocation);
