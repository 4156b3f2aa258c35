using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Grains.Tests.Clusters;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Grains.Tests.Parcels;

/// <summary>Goal: a parcel's shell keeps what it acknowledged and nothing else. Method: one silo over real storage, called from outside.</summary>
public sealed class ParcelGrainTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_parcel_and_its_scans_are_there_after_a_restart()
    {
        IParcelGrain parcel = _silo.Parcel("p1");
        RegisterReply registered = await parcel.Register(Commands.Register("r1"), CancellationToken.None);
        registered.Header.Status.Should().Be(CallStatus.Ok);
        registered.Parcel.Phase.Should().Be(Phase.Pending);
        RecordReply recorded = await parcel.Record(Commands.Record("s1", Commands.Scan("PICKED_UP", 0), Commands.Scan("DEPARTED", 9)), CancellationToken.None);
        recorded.Answers.Select(answer => answer.Result).Should().Equal(ScanResult.Recorded, ScanResult.Recorded);
        V1.Parcel before = (await parcel.Get(new GetParcelQuery { Full = true }, CancellationToken.None)).Parcel;

        await _silo.StopAsync();
        await _silo.StartAgainAsync();

        GetParcelReply after = await _silo.Parcel("p1").Get(new GetParcelQuery { Full = true }, CancellationToken.None);
        after.Parcel.Should().Be(before);
        after.Parcel.Phase.Should().Be(Phase.Departed);
        after.Parcel.Lane.Should().Be("CN-US/standard");
    }

    [Fact]
    public async Task A_parcels_history_is_exported_as_a_document_of_its_scans()
    {
        IParcelGrain parcel = _silo.Parcel("p1");
        GetParcelQuery export = new() { Epcis = true };
        (await parcel.Get(export, CancellationToken.None)).Header.Rejection.Should().Be(Rejection.ParcelNotFound);
        await parcel.Register(Commands.Register("r1", "RB123456785CN"), CancellationToken.None);
        await parcel.Record(Commands.Record("s1", Commands.Scan("PICKED_UP", 0), Commands.Scan("DEPARTED", 9)), CancellationToken.None);

        GetParcelReply reply = await parcel.Get(export, CancellationToken.None);

        (reply.EpcisEvents, reply.EpcisLeftOut).Should().Be((2, 0));
        reply.EpcisDocument.Should().Contain("\"urn:upu:s10:RB123456785CN\"").And.Contain("\"shipments:code\":\"DEPARTED\"");
    }

    [Fact]
    public async Task A_repeated_request_gets_the_same_answer_and_changes_nothing()
    {
        IParcelGrain parcel = _silo.Parcel("p1");
        await parcel.Register(Commands.Register("r1"), CancellationToken.None);
        RegisterReply again = await parcel.Register(Commands.Register("r1"), CancellationToken.None);
        again.Header.Status.Should().Be(CallStatus.Ok);
        RecordCommand record = Commands.Record("s1", Commands.Scan("PICKED_UP", 0));
        RecordReply first = await parcel.Record(record, CancellationToken.None);
        RecordReply second = await parcel.Record(record, CancellationToken.None);
        second.Should().Be(first);
        (await parcel.Get(new GetParcelQuery(), CancellationToken.None)).Parcel.Etag.Should().Be("\"2\"");
    }

    [Fact]
    public async Task A_request_id_with_other_content_is_refused()
    {
        IParcelGrain parcel = _silo.Parcel("p1");
        await parcel.Register(Commands.Register("r1"), CancellationToken.None);
        RegisterCommand other = Commands.Register("r1");
        other.ContentHash = 2;
        (await parcel.Register(other, CancellationToken.None)).Header.Rejection.Should().Be(Rejection.RequestIdReused);
        (await parcel.Register(Commands.Register("r2"), CancellationToken.None)).Header.Rejection.Should().Be(Rejection.ParcelExists);
        await parcel.Record(Commands.Record("s1", Commands.Scan("PICKED_UP", 0)), CancellationToken.None);
        RecordReply reused = await parcel.Record(Commands.Record("s1", Commands.Scan("DEPARTED", 1), Commands.Scan("ARRIVED", 2)), CancellationToken.None);
        reused.Header.Rejection.Should().Be(Rejection.RequestIdReused);
    }

    [Fact]
    public async Task A_parcel_nobody_registered_is_not_found_and_takes_nothing()
    {
        IParcelGrain parcel = _silo.Parcel("nobody");
        (await parcel.Get(new GetParcelQuery(), CancellationToken.None)).Header.Rejection.Should().Be(Rejection.ParcelNotFound);
        (await parcel.Record(Commands.Record("s1", Commands.Scan("PICKED_UP", 0)), CancellationToken.None)).Header.Rejection
            .Should().Be(Rejection.ParcelNotFound);
    }

    [Fact]
    public async Task Calls_that_wait_together_are_folded_into_few_entries_and_each_is_answered()
    {
        IParcelGrain parcel = _silo.Parcel("hot");
        await parcel.Register(Commands.Register("r1"), CancellationToken.None);
        RecordReply[] replies = await Task.WhenAll(Enumerable.Range(0, 400).Select(
            i => parcel.Record(Commands.Record("", Commands.Scan("LAST_MILE", i)), CancellationToken.None).AsTask()));
        replies.Should().OnlyContain(reply => reply.Answers.Single().Result == ScanResult.Recorded);
        V1.Parcel read = (await parcel.Get(new GetParcelQuery { Full = true }, CancellationToken.None)).Parcel;
        read.ScanCount.Should().Be(400);
        long version = long.Parse(read.Etag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture);
        version.Should().BeLessThan(200, "one drain appends one entry for all that waits");
    }

    [Fact]
    public async Task A_batch_of_as_many_and_as_long_scans_as_the_front_door_takes_is_recorded()
    {
        IParcelGrain parcel = _silo.Parcel("large");
        await parcel.Register(Commands.Register("r1"), CancellationToken.None);
        RecordCommand command = Commands.Record("s1", [.. Enumerable.Range(0, 1_000).Select(i => Commands.Scan("LAST_MILE", i))]);
        foreach (ScanFact scan in command.Scans)
            scan.Text = new string('\u7AD9', 1_024);
        RecordReply reply = await parcel.Record(command, CancellationToken.None);
        reply.Header.Status.Should().Be(CallStatus.Ok);
        reply.Answers.Should().HaveCount(1_000).And.OnlyContain(answer => answer.Result == ScanResult.Recorded);
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_stop_its_change()
    {
        IParcelGrain parcel = _silo.Parcel("p1");
        await parcel.Register(Commands.Register("r1"), CancellationToken.None);
        using CancellationTokenSource caller = new();
        Task<RecordReply> call = parcel.Record(Commands.Record("", Commands.Scan("PICKED_UP", 0)), caller.Token).AsTask();
        await caller.CancelAsync();
        await Task.WhenAny(call);
        V1.Parcel read = await parcel.Until(p => p.ScanCount == 1, "the scan whose caller gave up");
        read.Phase.Should().Be(Phase.PickedUp);
    }
}
