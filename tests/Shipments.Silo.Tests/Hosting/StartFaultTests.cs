using Shipments.TestKit;
using Shipments.TestKit.Processes;

namespace Shipments.Silo.Tests.Hosting;

/// <summary>Whoever starts a process with wrong settings is told all of them, each with its value and what is allowed.</summary>
public sealed class StartFaultTests
{
    private static readonly Dictionary<string, string?> s_wrong = new()
    {
        ["Shipments__Silo__AdvertisedAddress"] = "0.0.0.0",
        ["Shipments__Silo__SiloPort"] = "70000",
        ["Shipments__Cluster__ProbeEvery"] = "soon",
        ["Shipments__Cluster__ProbeWithin"] = "00:00:00.5",
        ["Shipments__Storage__LeaseLength"] = "00:10:00",
        ["Shipments__Storage__ConnectionString"] = "Password=hunter2",
    };

    [Fact]
    public async Task All_wrong_settings_of_a_silo_are_told_at_once_with_value_and_range_and_no_secret()
    {
        await using ChildProcess silo = ChildProcess.Start(
            "dotnet", [BuiltOutput.Assembly("Shipments.Silo"), "--port", "0"],
            new Dictionary<string, string?>(s_wrong) { ["Shipments__Storage__Provider"] = "Postgres" });

        (await silo.ExitAsync("the refusal of the settings", TimeSpan.FromSeconds(60))).Should().Be(1);

        silo.Output.Should().Contain("Shipments:Silo:AdvertisedAddress is '0.0.0.0'. It must be an IP address that others can connect to, not 0.0.0.0 or ::.")
            .And.Contain("Shipments:Silo:SiloPort is '70000'. The field SiloPort must be between 0 and 65535.")
            .And.Contain("Shipments:Cluster:ProbeEvery is 'soon', which is no time as d.hh:mm:ss; 00:00:00.2 to 00:01:00 is allowed.")
            .And.Contain("ProbeWithin 00:00:00.5000000 is less than ProbeEvery 00:00:01.")
            .And.Contain("Shipments:Storage:LeaseLength is '00:10:00'. The field StorageOptions.LeaseLength must be between 00:00:01 and 00:05:00.")
            .And.Contain("ConnectionString names no Host.")
            .And.NotContain("hunter2");
    }

    [Fact]
    public async Task Wrong_vocabulary_files_are_told_with_their_line_and_value()
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "cainiao.tsv"),
            "code\tphase\treason\tresponsible\tcustoms\tmilestone\tleg\tconfidence\tflags\ttext\tnote\nGTMS_DRONE\tFlying\n");
        await using ChildProcess silo = ChildProcess.Start("dotnet", [BuiltOutput.Assembly("Shipments.Silo"), "--port", "0", "--vocabulary", folder.Path]);
        (await silo.ExitAsync("the refusal of the vocabulary", TimeSpan.FromSeconds(60))).Should().Be(1);
        silo.Output.Should().Contain("cainiao.tsv, line 2, column phase: 'Flying' is no Phase.").And.NotContain("Unhandled exception");
    }

    [Fact]
    public async Task An_unknown_store_is_refused_with_the_ones_there_are()
    {
        await using ChildProcess silo = ChildProcess.Start(
            "dotnet", [BuiltOutput.Assembly("Shipments.Silo"), "--port", "0"], new Dictionary<string, string?> { ["Shipments__Storage__Provider"] = "Oracle" });
        (await silo.ExitAsync("the refusal of the store", TimeSpan.FromSeconds(60))).Should().Be(1);
        silo.Output.Should().Contain("Shipments:Storage:Provider is 'Oracle', which is no Sqlite or Postgres.");
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_in_a_sentence()
    {
        await using ChildProcess silo = ChildProcess.Start(
            "dotnet", [BuiltOutput.Assembly("Shipments.Silo"), "--port", "0", "--postgres", "Host=127.0.0.1;Port=1;Username=nobody"]);
        (await silo.ExitAsync("the refusal of the database", TimeSpan.FromSeconds(60))).Should().Be(1);
        silo.Output.Should().Contain("The database does not answer: ").And.NotContain("Unhandled exception");
    }
}
