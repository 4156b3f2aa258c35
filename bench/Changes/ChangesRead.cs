using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Shipments.V1;
using Spectre.Console;

namespace Shipments.Bench.Changes;

/// <summary>One reader from the oldest change that is kept to the present. Load must have ended before: the first sign of life is the end.</summary>
internal static class ChangesRead
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Runs it; 0 when the versions of every parcel followed each other.</summary>
    public static async Task<int> RunAsync(Uri target, string key, int runs, TimeProvider time, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(target);
        Metadata headers = key.Length == 0 ? [] : new Metadata { { "x-api-key", key } };
        ChangeService.ChangeServiceClient client = new(channel);
        Table table = new Table().RoundedBorder().AddColumns("changes/s", "changes", "MiB/s", "reader CPU s");
        for (int run = 0; run < runs; run++)
        {
            GetCursorRequest earliest = new() { Place = CursorPlace.Earliest };
            string cursor = (await client.GetCursorAsync(earliest, headers, cancellationToken: cancellationToken)).Cursor;
            TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
            long began = time.GetTimestamp();
            using AsyncServerStreamingCall<ReadChangesResponse> call =
                client.ReadChanges(new ReadChangesRequest { Cursor = cursor }, headers, cancellationToken: cancellationToken);
            (long changes, long bytes, TimeSpan taken) = await ReadAsync(call.ResponseStream, time, began, cancellationToken);
            TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime - cpuBefore;
            table.AddRow($"{changes / taken.TotalSeconds:F0}", $"{changes}", $"{bytes / Mebibyte / taken.TotalSeconds:F1}", $"{cpu.TotalSeconds:F1}");
        }

        AnsiConsole.Write(table);
        return 0;
    }

    // The first message is a sign of life too; the time counts to the last message that had changes.
    private static async Task<(long Changes, long Bytes, TimeSpan Taken)> ReadAsync(
        IAsyncStreamReader<ReadChangesResponse> responses, TimeProvider time, long began, CancellationToken cancellationToken)
    {
        Dictionary<string, long> versions = [];
        long changes = 0;
        long bytes = 0;
        TimeSpan taken = TimeSpan.Zero;
        for (int messages = 0; await responses.MoveNext(cancellationToken); messages++)
        {
            ReadChangesResponse message = responses.Current;
            if (message.Changes.Count == 0 && messages > 0)
                return (changes, bytes, taken);
            foreach (Change change in message.Changes)
            {
                if (versions.TryGetValue(change.Parcel, out long before) && change.Version != before + 1)
                    throw new InvalidOperationException($"Version {change.Version} of {change.Parcel} came after {before}.");
                versions[change.Parcel] = change.Version;
            }

            changes += message.Changes.Count;
            bytes += ((IMessage)message).CalculateSize();
            taken = time.GetElapsedTime(began);
        }

        throw new InvalidOperationException("The server ended the stream.");
    }
}
