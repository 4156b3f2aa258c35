namespace Shipments.Domain;

/// <summary>The parts of an actor key <c>kind/tenant/id</c> that rules need to address other actors of the tenant.</summary>
internal readonly record struct ActorAddress(string Tenant, string Id)
{
    public static ActorAddress Parse(string key, string kind)
    {
        int tenant = kind.Length + 1;
        int id = key.Length > tenant && key.StartsWith(kind, StringComparison.Ordinal) && key[kind.Length] == '/'
            ? key.IndexOf('/', tenant) + 1
            : 0;
        if (id <= tenant + 1 || id == key.Length || key.IndexOf('/', id) >= 0)
            throw new ArgumentException($"'{key}' is no actor key of the form {kind}/tenant/id.", nameof(key));
        return new ActorAddress(key[tenant..(id - 1)], key[id..]);
    }

    public string ParcelKey(string parcel) => string.Concat("parcel/", Tenant, "/", parcel);

    public string NumberKey(string number) => string.Concat("number/", Tenant, "/", number);
}
