using Shipments.Domain.Containers;
using Shipments.Domain.Tests.Containers;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Golden;

/// <summary>The life of a container that the golden files keep: one entry and one row a step.</summary>
internal static class GoldenContainer
{
    private const string Dispatch = "MYKULGUSSFOAAEM72072";

    public const string Key = "container/acme/" + Dispatch;

    public static string Describe(string name, byte[] bytes) => name.EndsWith("entry", StringComparison.Ordinal)
        ? ContainerEntry.Parser.ParseFrom(bytes) + "\n"
        : ContainerState.Decode(bytes).ReadRecord() + "\n";

    /// <summary>Adds the files that are missing; with <c>UPDATE=1</c> only.</summary>
    public static void Add(int entries)
    {
        ContainerRig rig = new(Dispatch);
        ScanFact loaded = A.Scan("48", 30, "resdit", scan => scan.Number = "");
        int number = 0;
        Step(turn =>
        {
            turn.Create("create-1", 42);
            turn.Answer("create-1", 42, new byte[] { 1 });
        });
        Step(turn =>
        {
            foreach (string member in new[] { "parcel/P1", "parcel/P2", "number/RB123456785CN", $"container/{Dispatch}001100028" })
                turn.Load(member, A.Ms(10), out _);
            turn.Answer("load-1", 7, new byte[] { 2, 3 });
        });
        Step(turn => turn.NextSlice(2, []));
        Step(turn => turn.Seal("S-7", A.Ms(20), out _));
        Step(turn => turn.Record(loaded));
        Step(turn => turn.StepAnswered(5, 1, "ParcelNotFound"));
        Step(turn => turn.NextSlice(5, [0]));
        Step(turn => turn.Unload("parcel/P1", A.Ms(25), out _));
        Step(turn => turn.StepAnswered(5, 0, ""));
        Step(turn =>
        {
            turn.Remove("number/RB123456785CN", out _);
            turn.Heed(new DeriveScans { Container = "17312345675", Scans = { A.Scan("24", 40, "resdit", scan => scan.Container = "17312345675") } });
        });
        number.Should().Be(entries);

        void Step(Action<ContainerTurn> work)
        {
            ContainerEntry entry = rig.Turn(work)!;
            rig.Version.Should().Be(++number);
            GoldenFolder.Add($"container-{number}-entry", entry, bytes => Describe("container-entry", bytes));
            GoldenFolder.Add($"container-{number}-row", rig.Record, bytes => Describe("container-row", bytes));
        }
    }
}
