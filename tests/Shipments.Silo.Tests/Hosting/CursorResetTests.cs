using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Data.Sqlite;
using Shipments.TestKit;
using Shipments.TestKit.Processes;
using Shipments.V1;

namespace Shipments.Silo.Tests.Hosting;

/// <summary>A cursor whose changes the journal has really dropped.</summary>
public sealed class CursorResetTests
{
    private const int Parcels = 20;

    private static readonly TimeSpan s_trimmedWithin = TimeSpan.FromSeconds(60);

    // The journal is trimmed each second of what is older than the least that can be set.
    private static readonly Dictionary<string, string?> s_settings = new()
    {
        ["Shipments__Storage__Retention"] = "00:01:00", ["Shipments__Storage__RetentionEvery"] = "00:00:01",
    };

    /// <summary>
    /// Goal: a reader that was away for longer than the journal is kept is told so and can go on as documented. Method: the silo stops, its
    /// journal is made an hour older, the silo starts and trims it; the old cursor is refused, and the way on brings all that comes after.
    /// </summary>
    [Fact]
    public async Task A_reader_that_was_away_too_long_is_told_and_goes_on_from_a_new_cursor()
    {
        using TempFolder data = new();
        string old;
        await using (SiloProcess silo = await SiloProcess.StartAsync(data.Path, settings: s_settings))
        {
            using var channel = GrpcChannel.ForAddress(silo.Address);
            old = (await new ChangeService.ChangeServiceClient(channel).GetCursorAsync(new GetCursorRequest())).Cursor;
            await RegisterAsync(channel);
            (await silo.StopAsync()).Should().Be(0, silo.Output);
        }

        Age(data.Path);
        await using (SiloProcess silo = await SiloProcess.StartAsync(data.Path, settings: s_settings))
        {
            using var channel = GrpcChannel.ForAddress(silo.Address);
            ChangeService.ChangeServiceClient changes = new(channel);

            RpcException refusal = await RefusalAsync(changes, old).Awaiting("the refusal of the old cursor", s_trimmedWithin);

            refusal.StatusCode.Should().Be(StatusCode.OutOfRange);
            refusal.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason.Should().Be("CURSOR_RESET");
            refusal.GetRpcStatus()!.GetDetail<RetryInfo>().Should().BeNull("repeating does not help");

            // The way on: a new cursor, the parcels anew, then the changes from that cursor.
            string next = (await changes.GetCursorAsync(new GetCursorRequest())).Cursor;
            BatchGetParcelsRequest all = new() { Names = { Enumerable.Range(0, Parcels).Select(i => $"parcels/p{i}") } };
            BatchGetParcelsResponse parcels = await new ParcelService.ParcelServiceClient(channel).BatchGetParcelsAsync(all);
            parcels.Results.Should().OnlyContain(result => result.Parcel.Phase == Phase.Pending);
            await ScanAsync(channel);
            (await ReadAsync(changes, next, Parcels)).Should().BeEquivalentTo(
                Enumerable.Range(0, Parcels).Select(i => ($"parcels/p{i}", long.Parse(parcels.Results[i].Parcel.Etag.Trim('"')) + 1, Phase.PickedUp)));
            string earliest = (await changes.GetCursorAsync(new GetCursorRequest { Place = CursorPlace.Earliest })).Cursor;
            (await ReadAsync(changes, earliest, Parcels)).Should().HaveCount(Parcels, "the earliest cursor stands behind what was dropped");
        }
    }

    private static void Age(string folder)
    {
        using SqliteConnection journal = new($"Data Source={Path.Combine(folder, "journal.db")};Pooling=False");
        journal.Open();
        using SqliteCommand command = journal.CreateCommand();
        command.CommandText = "UPDATE journal SET at_ms = at_ms - 3600000";
        command.ExecuteNonQuery().Should().BeGreaterThan(0);
    }

    // Until the trimming has come, the old cursor is still served: then it is tried again.
    private static async Task<RpcException> RefusalAsync(ChangeService.ChangeServiceClient changes, string cursor)
    {
        while (true)
        {
            using var call = changes.ReadChanges(new ReadChangesRequest { Cursor = cursor });
            try
            {
                int seen = 0;
                while (seen < Parcels && await call.ResponseStream.MoveNext(default))
                    seen += call.ResponseStream.Current.Changes.Count;
            }
            catch (RpcException exception)
            {
                return exception;
            }
        }
    }

    private static async Task<List<(string, long, Phase)>> ReadAsync(ChangeService.ChangeServiceClient changes, string cursor, int count)
    {
        List<(string, long, Phase)> seen = [];
        using var call = changes.ReadChanges(new ReadChangesRequest { Cursor = cursor });
        while (seen.Count < count)
        {
            (await call.ResponseStream.MoveNext(default).Awaiting($"change {seen.Count + 1} of {count}")).Should().BeTrue();
            seen.AddRange(call.ResponseStream.Current.Changes.Select(change => (change.Parcel, change.Version, change.PhaseAfter)));
        }

        return seen;
    }

    private static async Task RegisterAsync(GrpcChannel channel)
    {
        BatchRegisterParcelsRequest request = new();
        request.Requests.AddRange(Enumerable.Range(0, Parcels).Select(i => new RegisterParcelRequest { ParcelId = $"p{i}", RequestId = $"r{i}" }));
        BatchRegisterParcelsResponse response = await new ParcelService.ParcelServiceClient(channel).BatchRegisterParcelsAsync(request);
        response.Results.Should().OnlyContain(result => result.Error == null);
    }

    private static async Task ScanAsync(GrpcChannel channel)
    {
        RecordScansRequest request = new();
        request.Scans.AddRange(Enumerable.Range(0, Parcels).Select(i => new Scan
        {
            Parcel = $"parcels/p{i}", Carrier = "shipments", Code = "PICKED_UP", Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddHours(-1)),
        }));
        RecordScansResponse response = await new ScanService.ScanServiceClient(channel).RecordScansAsync(request);
        response.Outcomes.Should().OnlyContain(outcome => outcome.Result == ScanResult.Recorded);
    }
}
