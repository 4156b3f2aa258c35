namespace Shipments.Api.Errors;

/// <summary>A wrong field of a request.</summary>
/// <param name="Path">Where it stands, such as <c>scans[3].tracking_number</c>.</param>
/// <param name="Value">What it held, cut to 128 characters.</param>
/// <param name="Problem">What is wrong, and what is allowed.</param>
internal readonly record struct FieldFault(string Path, string Value, string Problem);
