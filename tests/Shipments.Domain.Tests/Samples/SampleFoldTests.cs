using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Samples;

/// <summary>
/// Goal: adapters and rules together make of each sample what a person reads in it. Method: the scans of a parcel's files go through one
/// parcel in the order of the files; what it comes to is held against the table worked out by hand.
/// </summary>
public sealed class SampleFoldTests
{
    [Fact]
    public void Every_sample_that_is_here_folds_to_the_phase_and_milestones_of_its_table()
    {
        int checkedItems = 0;
        foreach (var sample in SampleFiles.Present())
        {
            foreach (ExpectedItem item in sample.Expected.Items.Where(item => item.Number.Length > 0 && IsLast(sample.Expected, item)))
            {
                Check(sample.Expected, item);
                checkedItems++;
            }
        }

        checkedItems.Should().BeGreaterThan(10);
    }

    private static void Check(SampleExpectation sample, ExpectedItem item)
    {
        ParcelState state = Fold(sample, item);
        string where = $"{sample.File}, {item.Number}";
        state.Phase.Should().Be(item.FinalPhase, where);
        Google.Protobuf.Collections.RepeatedField<MilestoneRecord> milestones = state.ReadRecord().Decided.Milestones;
        foreach (ExpectedMilestone expected in item.FinalMilestones)
        {
            milestones.Should().Contain(
                reached => reached.Kind == (int)expected.Kind && reached.FirstMs == Times.Utc(expected.FirstUtc).ToUnixTimeMilliseconds(),
                $"{where}: {expected.Kind} at {expected.FirstUtc}");
        }
    }

    private static ParcelState Fold(SampleExpectation last, ExpectedItem item)
    {
        HashSet<string> numbers = [item.Number, .. item.Linked.Select(linked => linked.Number)];
        ParcelTurn turn = new(ParcelState.Empty, "parcel/acme/p", Vocabularies.Default, last.ReceivedAt);
        ParcelRegistered registration = new();
        registration.Numbers.Add(numbers.Select(number => new ParcelNumber { Number = number, FromMs = 1 }));
        turn.Register(registration, [], "", 0);
        foreach (var (expected, bytes) in SampleFiles.Present().Where(sample => sample.Expected.Ours == last.Ours))
        {
            PayloadReading reading = CarrierAdapters.Default[expected.Format].Read(bytes, expected.ReceivedAt);
            foreach (PayloadItem read in reading.Items.Where(read => numbers.Contains(read.Number)))
                turn.Record([.. read.Scans.Where(scan => scan.Fact is not null).Select(scan => scan.Fact!)], new Dictionary<string, long>());
            if (expected == last)
                break;
        }

        return turn.Finish().Next;
    }

    /// <summary>Whether no later file says more of the item's parcel.</summary>
    private static bool IsLast(SampleExpectation sample, ExpectedItem item) => !SampleExpectations.All
        .SkipWhile(other => other != sample).Skip(1)
        .Any(other => other.Ours == sample.Ours && other.Items.Any(later =>
            later.Number == item.Number || item.Linked.Any(linked => linked.Number == later.Number)));
}
