namespace Shipments.Silo.Hosting;

/// <summary>The five lines a person sees when the silo serves.</summary>
internal static class Banner
{
    /// <summary>Writes them.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="address">Where the front door listens.</param>
    /// <param name="json">Where JSON over HTTP/1.1 is served.</param>
    /// <param name="store">Where the database lies.</param>
    /// <param name="keyed">Whether API keys are configured.</param>
    public static async Task WriteAsync(TextWriter output, string address, string json, string store, bool keyed)
    {
        string credential = keyed ? "x-api-key in the metadata names the tenant" : "no key is configured: callers on this machine are the tenant 'demo'";
        await output.WriteLineAsync($"Shipments serves gRPC (HTTP/2 without TLS) on {address}");
        await output.WriteLineAsync($"  data      {store}; a scan is acknowledged when it is on disk; Ctrl-C stops cleanly");
        await output.WriteLineAsync($"  tenant    {credential}");
        await output.WriteLineAsync($"  call it   buf curl --http2-prior-knowledge {address}/shipments.v1.ParcelService/RegisterParcel -d '{{\"parcel_id\":\"p1\"}}'");
        await output.WriteLineAsync($"  json      {json}/v1/parcels/p1, described at {json}/docs");
        await output.FlushAsync();
    }
}
