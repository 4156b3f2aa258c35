using Grpc.Net.Client;
using Shipments.Domain.Tests.Samples;
using Shipments.Silo.Demo;
using Shipments.TestKit;
using Shipments.TestKit.Processes;
using Shipments.V1;

namespace Shipments.Silo.Tests.Demo;

/// <summary>
/// Goal: the running silo makes of each sample what its payload says. Method: the demo feeds a folder through the door of a silo in a process
/// of its own; the parcels it reads back are held against the table worked out by hand, the same that adapters and rules are held against.
/// </summary>
public sealed class DemoTests
{
    [Fact]
    public async Task The_projects_own_samples_end_as_their_payloads_say() => await CheckAsync(ours: true, SampleFiles.Ours);

    [Fact]
    public async Task Real_samples_end_as_their_payloads_say_where_they_are_at_hand()
    {
        if (SampleFiles.Real is { } folder)
            await CheckAsync(ours: false, folder);
    }

    private static async Task CheckAsync(bool ours, string folder)
    {
        using TempFolder data = new();
        await using SiloProcess silo = await SiloProcess.StartAsync(data.Path);
        using GrpcChannel channel = GrpcChannel.ForAddress(silo.Address);
        DemoRun run = new(channel.CreateCallInvoker(), TimeProvider.System);
        DemoReport report = await run.RunAsync(new DemoFolder(folder, TimeProvider.System), CancellationToken.None)
            .Awaiting("the demo", TimeSpan.FromSeconds(90));
        await run.AddLanesAsync(report, CancellationToken.None).Awaiting("the lanes of the demo", TimeSpan.FromSeconds(90));
        report.Fleet.Should().BeEmpty("the folder has no plan");
        Dictionary<string, Phase> final = [];
        foreach (SampleExpectation sample in SampleExpectations.All.Where(sample => sample.Ours == ours))
        {
            foreach (ExpectedItem item in sample.Items.Where(item => item.Number.Length > 0))
                final[item.Number] = CheckItem(sample, item, report);
        }

        final.Should().NotBeEmpty();
        CheckTables(report, final.Keys);
    }

    private static Phase CheckItem(SampleExpectation sample, ExpectedItem item, DemoReport report)
    {
        Parcel parcel = report.Parcels.Select(shown => shown.Parcel).Single(parcel => parcel.TrackingNumbers.Any(number => number.Number == item.Number));
        string where = $"{sample.File}, {item.Number}";
        bool isLast = !SampleExpectations.All.SkipWhile(other => other != sample).Skip(1)
            .Any(other => other.Ours == sample.Ours && other.Items.Any(later => parcel.TrackingNumbers.Any(number => number.Number == later.Number)));

        // Another number of the parcel may have reached a milestone before this one did.
        bool others = parcel.TrackingNumbers.Count > 1;
        if (isLast)
            ((int)parcel.Phase).Should().Be((int)item.FinalPhase, where);
        foreach ((string number, _, _) in item.Linked)
            parcel.TrackingNumbers.Should().Contain(known => known.Number == number, where);
        foreach (ExpectedMilestone milestone in item.FinalMilestones.Where(_ => isLast))
        {
            DateTimeOffset stated = Times.Utc(milestone.FirstUtc);
            parcel.Milestones.Should().Contain(
                reached => (int)reached.Kind == (int)milestone.Kind
                    && (reached.FirstTime.ToDateTimeOffset() == stated
                        || (others && reached.FirstTime.ToDateTimeOffset() < stated)),
                $"{where}: {milestone.Kind} at {milestone.FirstUtc}");
        }

        foreach (ExpectedEvent expected in item.Events.Where(expected => expected.FaultField.Length == 0))
        {
            parcel.Scans.Should().Contain(
                scan => scan.Code == expected.Code && scan.EventTime.Utc.ToDateTimeOffset() == Times.Utc(expected.Utc), $"{where}, {expected.Code}");
        }

        return parcel.Phase;
    }

    private static void CheckTables(DemoReport report, IReadOnlyCollection<string> numbers)
    {
        foreach (int width in Printed.Widths)
        {
            // Beside the milestones there is room for numbers so long.
            string text = string.Concat(Printed.Lines(report, width));
            foreach (string number in numbers.Where(number => number.Length <= width - 48))
                text.Should().Contain(number);
        }
    }
}
