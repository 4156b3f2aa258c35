namespace Shipments.Client;

/// <summary>A field that the server refused.</summary>
/// <param name="Path">Such as <c>scans[3].tracking_number</c>.</param>
/// <param name="Problem">What is wrong with it, and what it held.</param>
public sealed record WrongField(string Path, string Problem);
