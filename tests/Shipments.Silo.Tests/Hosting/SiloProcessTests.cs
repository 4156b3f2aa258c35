using Shipments.TestKit;
using Shipments.TestKit.Processes;

namespace Shipments.Silo.Tests.Hosting;

/// <summary>The process as an operator meets it.</summary>
public sealed class SiloProcessTests
{
    [Fact]
    public async Task It_says_where_it_serves_in_five_lines_and_stops_cleanly()
    {
        using TempFolder data = new();
        await using SiloProcess silo = await SiloProcess.StartAsync(data.Path);
        (await silo.StopAsync()).Should().Be(0);
        silo.Output.Should().Contain(silo.Address.ToString().TrimEnd('/')).And.Contain("Ctrl-C").And.Contain(data.Path);
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_with_the_folders_name()
    {
        using TempFolder data = new();
        await using SiloProcess first = await SiloProcess.StartAsync(data.Path);
        await using ChildProcess second = ChildProcess.Start("dotnet", [BuiltOutput.Assembly("Shipments.Silo"), "--folder", data.Path, "--port", "0"]);
        int exit = await second.ExitAsync("the refusal of the second process", TimeSpan.FromSeconds(60));
        exit.Should().NotBe(0);
        second.Output.Should().Contain(data.Path);
    }

    [Fact]
    public async Task A_wrong_option_is_refused_at_start_with_its_name_and_range()
    {
        using TempFolder data = new();
        Dictionary<string, string?> environment = new() { ["Shipments__Storage__BatchEntriesMax"] = "0", ["Shipments__Api__Keys__0__Sha256"] = "short" };
        await using ChildProcess silo = ChildProcess.Start(
            "dotnet", [BuiltOutput.Assembly("Shipments.Silo"), "--folder", data.Path, "--port", "0"], environment);
        (await silo.ExitAsync("the refusal of the options", TimeSpan.FromSeconds(60))).Should().NotBe(0);
        silo.Output.Should().Contain("BatchEntriesMax").And.Contain("Sha256");
    }

    [Theory]
    [InlineData("00:01:00")]
    [InlineData("1.00:00:00")]
    public async Task The_least_and_the_most_that_an_actor_may_be_idle_are_taken(string idleAfter)
    {
        using TempFolder data = new();
        await using SiloProcess silo = await SiloProcess.StartAsync(
            data.Path, settings: new Dictionary<string, string?> { ["Shipments__Silo__IdleAfter"] = idleAfter });
        (await silo.StopAsync()).Should().Be(0);
    }
}
