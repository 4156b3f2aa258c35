using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Shipments.V1;

namespace Shipments.Client;

/// <summary>Reads what happened to the caller's parcels.</summary>
public sealed class ChangesClient
{
    private readonly ChangeService.ChangeServiceClient _service;
    private readonly UnaryCalls _unary;
    private readonly ServerStreams _streams;

    internal ChangesClient(ChangeService.ChangeServiceClient service, UnaryCalls unary, ServerStreams streams)
    {
        _service = service;
        _unary = unary;
        _streams = streams;
    }

    /// <summary>Gives a cursor to begin at.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShipmentsCallException">The call ended for good.</exception>
    public async Task<string> GetCursorAsync(CursorPlace place = CursorPlace.Now, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(_service.GetCursorAsync, new GetCursorRequest { Place = place }, cancellationToken)).Cursor;

    /// <summary>Gives a cursor before the first change that was committed at a time or later, by the database's clock.</summary>
    /// <param name="time">From 1980 to now. Where changes of that time are no longer kept it is the oldest that is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShipmentsCallException">The call ended for good.</exception>
    public async Task<string> GetCursorAtAsync(DateTimeOffset time, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(_service.GetCursorAsync, new GetCursorRequest { Time = Timestamp.FromDateTimeOffset(time) }, cancellationToken)).Cursor;

    /// <summary>
    /// Reads changes without an end: in order for each parcel, none left out. A stream that breaks is opened again behind what was given out.
    /// Save <see cref="ChangeEvent.Cursor"/> together with what the event caused, and begin there after a restart.
    /// </summary>
    /// <param name="cursor">From <see cref="GetCursorAsync"/> or an earlier event. Null or empty: from now on.</param>
    /// <param name="phaseChangesOnly">Only changes after which the phase is another.</param>
    /// <param name="cancellationToken">Ends the reading with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="CursorResetException">What follows the cursor is no longer kept; it says how to go on.</exception>
    /// <exception cref="ShipmentsCallException">The cursor is none, or the server did not come back within <see cref="ShipmentsClientOptions.ReconnectWithin"/>.</exception>
    public async IAsyncEnumerable<ChangeEvent> ReadChangesAsync(
        string? cursor = null, bool phaseChangesOnly = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // An empty cursor sent again after a break would mean a later now.
        string place = string.IsNullOrEmpty(cursor) ? await GetCursorAsync(CursorPlace.Now, cancellationToken) : cursor;
        IAsyncEnumerable<ReadChangesResponse> messages = _streams.ReadAsync(
            "ReadChanges",
            options => _service.ReadChanges(new ReadChangesRequest { Cursor = place, PhaseChangesOnly = phaseChangesOnly }, options),
            cancellationToken);
        await foreach (ReadChangesResponse message in messages)
        {
            for (int i = 0; i < message.Changes.Count - 1; i++)
                yield return new ChangeEvent(message.Changes[i], place);
            place = message.Cursor;
            yield return new ChangeEvent(message.Changes.Count > 0 ? message.Changes[^1] : null, place);
        }
    }
}
