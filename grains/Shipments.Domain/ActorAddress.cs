namespace Shipments.Domain;

/// <summary>The parts of an actor key <c>kind/tenant/id</c> that rules need to address other actors of the tenant.</summary>
internal readonly record struct ActorAddress(string Tenant, string Id)
{
    public static ActorAddress Parse(string key, string kind)
    {
        string[] parts = key.Split('/');
        if (parts.Length != 3 || parts[0] != kind || parts[1].Length == 0 || parts[2].Length == 0)
            throw new ArgumentException($"'{key}' is no actor key of the form {kind}/tenant/id.", nameof(key));
        return new ActorAddress(parts[1], parts[2]);
    }

    public string ParcelKey(string parcel) => string.Concat("parcel/", Tenant, "/", parcel);

    public string NumberKey(string number) => string.Concat("number/", Tenant, "/", number);
}
