namespace Shipments.Api.Tests.Fakes;

/// <summary>A call that came out of the front door.</summary>
internal sealed record FakeCall(string Method, string Tenant, string Key, int Scans, string RequestId);
