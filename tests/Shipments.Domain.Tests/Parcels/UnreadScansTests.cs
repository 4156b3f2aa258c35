using Google.Protobuf;
using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

/// <summary>Scans nobody could read are read once somebody has mapped their code: with the parcel's next scan, and by an entry that says so.</summary>
public sealed class UnreadScansTests
{
    private const string Header = "code\tphase\treason\tresponsible\tcustoms\tmilestone\tleg\tconfidence\tflags\ttext\tnote\n";
    private static readonly Vocabularies Before = Vocabularies.Default.With([new VocabularyFile("x.tsv", "x", Header + "P\tPickedUp\n")]);
    private static readonly Vocabularies After = Before.With([new VocabularyFile("x.tsv", "x", Header + "D\tDelivered\t\t\t\tDelivered\n")]);

    private ParcelState _state = ParcelState.Empty;

    [Fact]
    public void The_next_scan_reads_them_and_the_entry_says_that_it_was_decided_anew()
    {
        Turn(Before, Scan("D", 10)).Should().Match<ParcelEntry>(entry => !entry.Refolded && entry.Vocabulary == Before.Version);
        (_state.Phase, Decided.UnmappedCount, Decided.Vocabulary).Should().Be((Phase.Pending, 1, Before.Version));

        ParcelEntry entry = Turn(After, Scan("P", 5))!;

        entry.Refolded.Should().BeTrue();
        entry.Vocabulary.Should().Be(After.Version);
        entry.Scans.Should().HaveCount(2).And.ContainSingle(change => change.Replaces);
        (_state.Phase, Decided.UnmappedCount, Decided.Vocabulary).Should().Be((Phase.Delivered, 0, 0UL));
        Decided.Milestones.Should().Contain(milestone => milestone.Kind == (int)MilestoneKind.Delivered && milestone.FirstMs == A.Ms(10));
    }

    [Fact]
    public void A_repeated_scan_is_enough()
    {
        Turn(Before, Scan("D", 10));
        Turn(After, Scan("D", 10))!.Refolded.Should().BeTrue();
        _state.Phase.Should().Be(Phase.Delivered);
        Turn(After, Scan("D", 10)).Should().BeNull("nothing is left to read");
    }

    [Fact]
    public void Scans_that_stay_unknown_are_looked_up_once_a_vocabulary()
    {
        Turn(Before, Scan("Q", 10));
        Turn(Before, Scan("Q", 10)).Should().BeNull();
        ParcelEntry entry = Turn(After, Scan("Q", 10))!;
        (entry.Refolded, entry.Scans.Count, Decided.Vocabulary).Should().Be((false, 0, After.Version));
        Turn(After, Scan("Q", 10)).Should().BeNull();
    }

    [Fact]
    public void What_was_read_before_keeps_its_meaning()
    {
        Turn(Before, Scan("P", 5));
        Vocabularies other = Before.With([new VocabularyFile("x.tsv", "x", Header + "P\tReturned\nN\tLastMile\n")]);
        Turn(other, Scan("N", 6))!.Refolded.Should().BeFalse();
        _state.ReadScans().Select(scan => scan.Meaning.Phase).Should().Equal((int)Phase.PickedUp, (int)Phase.LastMile);
        Decided.Vocabulary.Should().Be(0);
    }

    [Fact]
    public void Entries_read_by_the_programs_own_vocabularies_do_not_name_them()
    {
        ParcelEntry entry = Turn(Vocabularies.Default, new ScanFact { Carrier = "usps", Code = "01", Time = EventTimes.FromInstant(A.Start, "t"), ReceivedMs = A.Ms(30) })!;
        entry.Vocabulary.Should().Be(0);
        _state.Phase.Should().Be(Phase.Delivered);
    }

    private ParcelDecided Decided => _state.ReadRecord().Decided;

    private static ScanFact Scan(string code, double minutes) => new()
    {
        Carrier = "x", Code = code, Text = "words", Time = EventTimes.FromInstant(A.Start.AddMinutes(minutes), "t"), ReceivedMs = A.Ms(30),
    };

    private ParcelEntry? Turn(Vocabularies vocabulary, params ScanFact[] scans)
    {
        ParcelTurn turn = new(_state, ParcelRig.Key, vocabulary, A.Start.AddHours(1));
        if (!_state.Registered)
            turn.Register(ParcelRig.Registration(), [], "r", 1);
        turn.Record(scans, ParcelRig.NotRouted);
        ParcelTurnResult result = turn.Finish();
        if (result.Entry is { } entry)
            ParcelReplay.Apply(_state, entry.ToByteArray()).Bytes.ToArray().Should().Equal(result.Next.Bytes.ToArray(), "replay gives what the turn gave");
        _state = result.Next;
        return result.Entry;
    }
}
