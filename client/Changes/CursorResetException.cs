namespace Shipments.Client;

/// <summary>
/// The changes after a cursor are no longer kept, or the database was set back. The way on: get a new cursor
/// (<see cref="ChangesClient.GetCursorAsync"/>), read the parcels anew (<see cref="ParcelsClient.ListAllAsync"/>, as of a time after the cursor, since
/// lists follow what is committed), then read changes from that cursor.
/// </summary>
#pragma warning disable CA1032 // It says what a call said; there is nothing to say without one.
public sealed class CursorResetException : ShipmentsCallException
#pragma warning restore CA1032 // Only this type.
{
    internal const string ResetReason = "CURSOR_RESET";

    internal CursorResetException(CallFault fault, int attempts)
        : base(fault, attempts, " Get a new cursor, read the parcels anew, then go on from that cursor.")
    {
    }
}
