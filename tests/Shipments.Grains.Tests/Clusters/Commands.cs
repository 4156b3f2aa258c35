using Shipments.Contracts.Messages;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Grains.Tests.Clusters;

/// <summary>Commands as the front door makes them.</summary>
public static class Commands
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public static RegisterCommand Register(string requestId, params string[] numbers)
    {
        RegisterCommand command = new()
        {
            RequestId = requestId,
            ContentHash = 1,
            Registration = new ParcelRegistered { Service = "standard", OriginCountry = "CN", DestinationCountry = "US" },
        };
        foreach (string number in numbers)
            command.Registration.Numbers.Add(new ParcelNumber { Number = number, Issuer = "cainiao", FromMs = Now.AddDays(-30).ToUnixTimeMilliseconds() });
        return command;
    }

    public static ScanFact Scan(string code, int minute, string number = "")
    {
        ScanFact scan = new()
        {
            Carrier = "shipments",
            Code = code,
            Number = number,
            Time = EventTimes.FromInstant(Now.AddDays(-10).AddMinutes(minute), "t"),
            ReceivedMs = Now.ToUnixTimeMilliseconds(),
        };
        scan.Id = ScanIds.Of(scan);
        return scan;
    }

    public static RecordCommand Record(string requestId, params ScanFact[] scans)
    {
        RecordCommand command = new() { RequestId = requestId, ContentHash = (ulong)scans.Length };
        command.Scans.Add(scans);
        return command;
    }

    public static RouteCommand Route(params ScanFact[] scans)
    {
        RouteCommand command = new();
        command.Scans.Add(scans);
        return command;
    }
}
