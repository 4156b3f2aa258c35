using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>What is registered of a parcel, and what becomes of it when some of its fields change.</summary>
internal static class ParcelUpdates
{
    /// <summary>What a state says is registered, without the numbers.</summary>
    public static ParcelRegistered Of(ParcelStateRecord record)
    {
        ParcelRegistered registered = new()
        {
            Service = record.Service,
            OriginCountry = record.OriginCountry,
            DestinationCountry = record.DestinationCountry,
            UntrackedService = record.UntrackedService,
            Declaration = record.Declaration,
        };
        registered.Labels.Add(record.Labels);
        return registered;
    }

    /// <summary>What is registered once the named fields have the values of <paramref name="values"/>; neither is changed. Labels are put in the order of their names.</summary>
    public static ParcelRegistered Apply(ParcelRegistered before, ParcelRegistered values, ParcelFields fields)
    {
        ParcelRegistered after = new()
        {
            Service = (fields.HasFlag(ParcelFields.Service) ? values : before).Service,
            OriginCountry = (fields.HasFlag(ParcelFields.OriginCountry) ? values : before).OriginCountry,
            DestinationCountry = (fields.HasFlag(ParcelFields.DestinationCountry) ? values : before).DestinationCountry,
            UntrackedService = (fields.HasFlag(ParcelFields.UntrackedService) ? values : before).UntrackedService,
            Declaration = (fields.HasFlag(ParcelFields.Declaration) ? values : before).Declaration,
        };
        foreach ((string name, string value) in
            (fields.HasFlag(ParcelFields.Labels) ? values : before).Labels.OrderBy(label => label.Key, StringComparer.Ordinal))
            after.Labels.Add(name, value);
        return after;
    }

    /// <summary>What an entry keeps of a registration: its labels in order, so that the same one always gives the same bytes.</summary>
    public static ParcelRegistered Registered(ParcelRegistered registration, IEnumerable<ParcelNumber> numbers)
    {
        ParcelRegistered registered = registration.Clone();
        registered.Numbers.Clear();
        registered.Numbers.Add(numbers);
        registered.Labels.Clear();
        foreach ((string name, string value) in registration.Labels.OrderBy(label => label.Key, StringComparer.Ordinal))
            registered.Labels.Add(name, value);
        return registered;
    }
}
