using Shipments.V1;

namespace Shipments.Client;

/// <summary>A change, or a sign of life.</summary>
/// <param name="Change">What happened; null for a sign of life, which only moves the cursor.</param>
/// <param name="Cursor">
/// The furthest place behind which everything was given out, this event included. Reading from it brings every later change; of changes that
/// came in one message only the last one moves it, so after a crash the others of its message may come again.
/// </param>
public sealed record ChangeEvent(Change? Change, string Cursor);
