using Shipments.Api.Carriers;
using Shipments.Api.Hosting;
using Shipments.Domain.Carriers;
using Shipments.TestKit;

namespace Shipments.Api.Tests.Carriers;

public sealed class VocabularyDirectoryTests : IDisposable
{
    internal const string Header = "code\tphase\treason\tresponsible\tcustoms\tmilestone\tleg\tconfidence\tflags\ttext\tnote\n";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Its_files_are_read_by_carrier_and_others_are_left_alone()
    {
        Write("cainiao.tsv", Header + "GTMS_DRONE\tOutForDelivery\n");
        Write("notes.txt", "nothing of ours");
        Vocabularies loaded = VocabularyDirectory.Load(_folder.Path, out IReadOnlyList<string> faults)!;
        faults.Should().BeEmpty();
        loaded.Carriers["cainiao"].Find("GTMS_DRONE", "", inferred: false).Should().NotBeNull();
        loaded.IsBuiltIn.Should().BeFalse();
    }

    [Fact]
    public void An_empty_folder_changes_nothing() => VocabularyDirectory.Load(_folder.Path, out _)!.IsBuiltIn.Should().BeTrue();

    [Fact]
    public void Wrong_files_are_told_with_the_other_wrong_options()
    {
        Write("cainiao.tsv", Header + "GTMS_DRONE\tFlying\n");
        ApiOptions options = new() { VocabularyDirectory = _folder.Path, VocabularyReadEvery = TimeSpan.Zero };
        string[] faults = [.. new ApiOptionsValidator().Validate(null, options).Failures!];
        faults.Should().HaveCount(2);
        faults[0].Should().Contain("VocabularyReadEvery");
        faults[1].Should().Be("cainiao.tsv, line 2, column phase: 'Flying' is no Phase.");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told_with_its_name()
    {
        string absent = Path.Combine(_folder.Path, "absent");
        VocabularyDirectory.Load(absent, out IReadOnlyList<string> faults).Should().BeNull();
        faults.Should().ContainSingle().Which.Should().StartWith($"VocabularyDirectory '{absent}' cannot be read: ");
    }

    [Theory]
    [InlineData(VocabularyDirectory.FilesMax, true)]
    [InlineData(VocabularyDirectory.FilesMax + 1, false)]
    public void A_folder_has_at_most_64_files(int files, bool accepted)
    {
        for (int at = 0; at < files; at++)
            Write($"c{at}.tsv", Header + "OK\tDelivered\n");
        (VocabularyDirectory.Load(_folder.Path, out _) is not null).Should().Be(accepted);
    }

    [Theory]
    [InlineData(VocabularyDirectory.FileBytesMax, true)]
    [InlineData(VocabularyDirectory.FileBytesMax + 1, false)]
    public void A_file_has_at_most_a_mebibyte(int bytes, bool accepted)
    {
        string rows = Header + "OK\tDelivered\n#";
        Write("c.tsv", rows + new string('x', bytes - rows.Length));
        (VocabularyDirectory.Load(_folder.Path, out _) is not null).Should().Be(accepted);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, name), text);
}
