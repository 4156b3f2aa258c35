using Google.Protobuf;
using Shipments.Domain.Containers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Tests.Holders;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Golden;

/// <summary>Rows and entries that were written once still say the same, and the entries still lead from row to row.</summary>
public sealed class GoldenFilesTests
{
    private const int ParcelEntries = 7;
    private const int NumberEntries = 4;
    private const int ContainerEntries = 10;

    public GoldenFilesTests()
    {
        AddParcel();
        AddNumber();
        NumberRig named = new();
        GoldenLives.PlayNamed(named, number => Step(named, number, "named"));
        GoldenLives.Add(bytes => Describe("parcel-entry", bytes), bytes => Describe("parcel-row", bytes));
        GoldenContainer.Add(ContainerEntries);
    }

    private static Dictionary<string, int> Parcels { get; } = new(GoldenLives.Parcels) { ["parcel"] = ParcelEntries };

    private static Dictionary<string, int> Numbers { get; } = new(GoldenLives.Numbers) { ["number"] = NumberEntries };

    public static TheoryData<string> Names() => [.. AllNames()];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_written_once_still_says_the_same(string name) =>
        Describe(name, GoldenFolder.Bytes(name)).Should().Be(GoldenFolder.Text(name));

    [Fact]
    public void Every_file_of_the_folder_is_read() =>
        Directory.GetFiles(GoldenFolder.Path, "*.bin").Select(Path.GetFileNameWithoutExtension).Should()
            .BeEquivalentTo(AllNames());

    [Fact]
    public void Entries_of_a_parcel_lead_from_row_to_row_byte_for_byte()
    {
        foreach ((string life, int entries) in Parcels)
        {
            ParcelState state = ParcelState.Empty;
            for (int i = 1; i <= entries; i++)
            {
                state = ParcelReplay.Apply(state, GoldenFolder.Bytes($"{life}-{i}-entry"));
                state.Bytes.ToArray().Should().Equal(GoldenFolder.Bytes($"{life}-{i}-row"), $"row {i} of {life} was written after entry {i}");
            }
        }
    }

    [Fact]
    public void Entries_of_a_number_lead_from_row_to_row_byte_for_byte()
    {
        foreach ((string life, int entries) in Numbers)
        {
            NumberState state = NumberState.Empty;
            for (int i = 1; i <= entries; i++)
            {
                state = NumberReplay.Apply(state, GoldenFolder.Bytes($"{life}-{i}-entry"));
                state.Bytes.ToArray().Should().Equal(GoldenFolder.Bytes($"{life}-{i}-row"), $"row {i} of {life} was written after entry {i}");
            }
        }
    }

    [Fact]
    public void Entries_of_a_container_lead_from_row_to_row_byte_for_byte()
    {
        ContainerState state = ContainerState.Empty;
        for (int i = 1; i <= ContainerEntries; i++)
        {
            state = ContainerReplay.Apply(state, i, GoldenFolder.Bytes($"container-{i}-entry"));
            state.Bytes.ToArray().Should().Equal(GoldenFolder.Bytes($"container-{i}-row"), $"row {i} was written after entry {i}");
        }
    }

    [Fact]
    public void Every_field_of_the_journal_stands_in_a_file_but_for_the_gaps_that_are_known()
    {
        SeenFields seen = new();
        foreach (string name in AllNames())
        {
            byte[] bytes = GoldenFolder.Bytes(name);
            string life = name[..name.IndexOf('-', StringComparison.Ordinal)];
            bool isEntry = name.EndsWith("entry", StringComparison.Ordinal);
            if (life == "container")
                seen.Add(isEntry ? ContainerEntry.Parser.ParseFrom(bytes) : ContainerStateRecord.Parser.ParseFrom(bytes));
            else if (Numbers.ContainsKey(life))
                seen.Add(isEntry ? NumberEntry.Parser.ParseFrom(bytes) : NumberStateRecord.Parser.ParseFrom(bytes));
            else
                seen.Add(isEntry ? ParcelEntry.Parser.ParseFrom(bytes) : ParcelStateRecord.Parser.ParseFrom(bytes));
        }

        seen.Missing().Should().Equal(
            File.ReadAllLines(Path.Combine(GoldenFolder.Path, "..", "gaps.txt")).Where(line => line[0] != '#'),
            "what a silo writes today another must read for ever, so a new field needs bytes that were written with it; a gap that is closed goes from gaps.txt");
    }

    [Fact]
    public void An_entry_of_a_container_still_tells_its_members_the_same()
    {
        string told = string.Concat(Enumerable.Range(1, ContainerEntries).SelectMany(i =>
            ContainerSteps.Of(GoldenContainer.Key, ContainerEntry.Parser.ParseFrom(GoldenFolder.Bytes($"container-{i}-entry")))
                .Select(step => $"{i} {step}\n")));
        GoldenFolder.AddText("container-steps", told);
        told.Should().Be(GoldenFolder.Text("container-steps"), "the ids of derived scans are made of these entries again whenever they are told again");
    }

    private static IEnumerable<string> AllNames() =>
        Parcels.Concat(Numbers).Append(KeyValuePair.Create("container", ContainerEntries))
            .SelectMany(life => Enumerable.Range(1, life.Value).SelectMany(i => new[] { $"{life.Key}-{i}-entry", $"{life.Key}-{i}-row" }));

    private static string Describe(string name, byte[] bytes)
    {
        string life = name[..name.IndexOf('-', StringComparison.Ordinal)];
        bool isEntry = name.EndsWith("entry", StringComparison.Ordinal);
        if (life == "container")
            return GoldenContainer.Describe(name, bytes);
        if (Numbers.ContainsKey(life))
            return (isEntry ? NumberEntry.Parser.ParseFrom(bytes) : (IMessage)NumberState.Decode(bytes).ReadRecord()) + "\n";
        return isEntry ? ParcelEntry.Parser.ParseFrom(bytes) + "\n" : DescribeRow(ParcelState.Decode(bytes));
    }

    private static string DescribeRow(ParcelState state)
    {
        ParcelStateRecord record = state.ReadRecord();
        record.ScanLog = ByteString.Empty;
        return string.Concat(state.ReadScans().Select(scan => scan + "\n").Prepend(record + "\n"));
    }

    private static void AddParcel()
    {
        ScanFact attempt = A.Scan("AttemptFailed+reason=RecipientAbsent+action", 400, "usps");
        ParcelRig rig = new();
        rig.Turn(turn =>
        {
            ParcelRegistered registration = ParcelRig.Registration(ParcelRig.Number("LP1"), ParcelRig.Number("RB2", 0, 900));
            registration.Labels.Add("order", "7");
            turn.Register(registration, ["RB2"], "reg-1", 42);
            turn.Answer("reg-1", 42, new byte[] { 1, 2, 3 });
        });
        Step(rig, 1);
        rig.Record(A.Scan("PickedUp", 0, with: fact => fact.Number = "LP1"), A.Scan("Departed", 100, "china-post"), A.Scan("Departed", 103, "usps"));
        Step(rig, 2);
        rig.Record(A.Scan("Arrived", 200, with: fact => fact.CarrierEta = A.Window(500, 600)), A.Unzoned("LastMile", 300), attempt, A.Scan("?Q", 410));
        Step(rig, 3);
        rig.Record(A.Correction(attempt.Id, "OutForDelivery", 401), A.Scan("LineHaul", 405), A.Void(99, 406));
        Step(rig, 4);
        rig.Turn(turn => turn.HeedHolders("number/acme/LP1", 2, 1, new HoldersChanged { Number = "LP1", Version = 2, FromMs = A.Ms(50) }));
        Step(rig, 5);
        rig.Turn(turn =>
        {
            turn.StepAnswered(1, 1, rig.Entries[0].Steps[1].AttachNumber, "full");
            turn.Answer("q", 7, new byte[] { 4 });
        });
        Step(rig, 6);
        ParcelRegistered update = new() { Service = "express", DestinationCountry = "CA", Labels = { { "note", "gift" }, { "order", "8" } } };
        rig.Turn(turn => turn.Update(update, ParcelFields.Service | ParcelFields.DestinationCountry | ParcelFields.Labels, 0, out _));
        Step(rig, 7);
    }

    private static void AddNumber()
    {
        NumberRig rig = new();
        rig.Route(NumberRig.Scan("Departed", 100));
        Step(rig, 1);
        NumberEntry attached = rig.Attach("P1", 0);
        Step(rig, 2);
        rig.Turn(turn => turn.StepAnswered(2, 0, attached.Steps[0], ""));
        Step(rig, 3);
        rig.Attach("P2", 50, stated: true);
        Step(rig, 4);
    }

    private static void Step(ParcelRig rig, int number)
    {
        rig.Entries.Should().HaveCount(number);
        GoldenFolder.Add($"parcel-{number}-entry", rig.Entries[^1], bytes => Describe("parcel-entry", bytes));
        GoldenFolder.Add($"parcel-{number}-row", rig.State.ReadRecord(), bytes => Describe("parcel-row", bytes));
    }

    private static void Step(NumberRig rig, int number, string life = "number")
    {
        rig.Entries.Should().HaveCount(number);
        GoldenFolder.Add($"{life}-{number}-entry", rig.Entries[^1], bytes => Describe("number-entry", bytes));
        GoldenFolder.Add($"{life}-{number}-row", rig.Record, bytes => Describe("number-row", bytes));
    }
}
