using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shipments.V1;

namespace Shipments.Silo.Demo;

/// <summary>Registers the parcels of the demo, those of its plan or else one for each chain of numbers, and merges what the plan merges.</summary>
internal sealed class DemoRegistration(ParcelService.ParcelServiceClient parcels, Func<CallOptions> options)
{
    /// <summary>By main number the parcel that shows its scans: the one registered under it, or the one that is merged into.</summary>
    public Dictionary<string, string> NameByMain { get; } = new(StringComparer.Ordinal);

    /// <summary>The parcels to show, in their order, each with what it shows.</summary>
    public List<(string Name, string Shows)> Shown { get; } = [];

    /// <summary>Registers all.</summary>
    public async Task RunAsync(IReadOnlyList<PlannedParcel> plan, DemoParcels numbers, IReadOnlyList<DemoPayload> payloads)
    {
        foreach (string main in plan.Count > 0 ? [] : numbers.MainNumbers)
        {
            string name = await RegisterAsync(new RegisterParcelRequest { RequestId = "demo-" + main }, [main], payloads);
            NameByMain[main] = name;
            Shown.Add((name, ""));
        }

        foreach (PlannedParcel parcel in plan)
            await RegisterAsync(parcel, numbers, payloads);
        foreach (IGrouping<string, PlannedParcel> into in plan.Where(parcel => parcel.MergedInto.Length > 0).GroupBy(parcel => parcel.MergedInto))
        {
            MergeParcelsRequest merge = new() { Name = "parcels/" + into.Key, RequestId = "demo-merge-" + into.Key };
            merge.Sources.Add(into.Select(parcel => "parcels/" + parcel.Id));
            await parcels.MergeParcelsAsync(merge, options());
        }
    }

    private async Task RegisterAsync(PlannedParcel parcel, DemoParcels numbers, IReadOnlyList<DemoPayload> payloads)
    {
        RegisterParcelRequest request = new()
        {
            ParcelId = parcel.Id,
            RequestId = "demo-" + parcel.Id,
            Service = parcel.Service,
            OriginCountry = parcel.Origin,
            DestinationCountry = parcel.Destination,
        };
        string name = await RegisterAsync(request, parcel.Numbers, payloads);
        string shownBy = parcel.MergedInto.Length == 0 ? name : "parcels/" + parcel.MergedInto;
        foreach (string number in parcel.Numbers.Where(numbers.Knows))
            NameByMain[numbers.Main(number)] = shownBy;
        if (shownBy == name)
            Shown.Add((name, parcel.Shows));
    }

    private async Task<string> RegisterAsync(RegisterParcelRequest request, IReadOnlyList<string> numbers, IReadOnlyList<DemoPayload> payloads)
    {
        foreach (string number in numbers)
        {
            TrackingNumber tracking = new() { Number = number };
            if (EarliestEvent(number, payloads) is { } earliest)
                tracking.ValidFrom = Timestamp.FromDateTimeOffset(earliest - TimeSpan.FromDays(1));
            request.TrackingNumbers.Add(tracking);
        }

        return (await parcels.RegisterParcelAsync(request, options())).Parcel.Name;
    }

    private static DateTimeOffset? EarliestEvent(string number, IReadOnlyList<DemoPayload> payloads)
    {
        long earliest = payloads
            .SelectMany(payload => payload.Items)
            .Where(item => item.Number == number)
            .SelectMany(item => item.Scans)
            .Where(scan => scan.Fact is not null)
            .Select(scan => scan.Fact!.Time.UtcMs)
            .DefaultIfEmpty(0)
            .Min();
        return earliest == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(earliest);
    }
}
