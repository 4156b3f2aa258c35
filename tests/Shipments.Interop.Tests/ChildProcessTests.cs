using Shipments.TestKit.Processes;

namespace Shipments.Interop.Tests;

/// <summary>The process helper itself, on the shell and on <c>cat</c>, which lives until its input ends.</summary>
public sealed class ChildProcessTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_line_is_found_whether_it_came_before_or_after_it_was_awaited()
    {
        await using var process = ChildProcess.Start("cat", []);
        await process.SendAsync("first");
        (await process.LineAsync(line => line.StartsWith('f'), "the first line", s_within)).Should().Be("first");

        var second = process.LineAsync(line => line.StartsWith('s'), "the second line", s_within);
        await process.SendAsync("second");

        (await second).Should().Be("second");
        (await process.LineAsync(line => line.StartsWith('f'), "the first line again", s_within)).Should().Be("first");
    }

    [Fact]
    public async Task A_line_that_does_not_come_is_named_with_what_was_said()
    {
        await using var process = ChildProcess.Start("cat", []);
        await process.SendAsync("something else");
        await process.LineAsync(line => line.Length > 0, "any line", s_within);

        var awaiting = () => process.LineAsync(line => line == "never", "a line that never comes", TimeSpan.FromMilliseconds(1));

        (await awaiting.Should().ThrowAsync<TimeoutException>()).WithMessage("*a line that never comes*something else*");
    }

    [Fact]
    public async Task A_process_that_ends_while_its_line_is_awaited_is_reported_with_its_code()
    {
        await using var process = ChildProcess.Start("bash", ["-c", "echo trouble >&2; exit 3"]);

        var awaiting = () => process.LineAsync(line => line == "ready", "readiness", s_within);

        (await awaiting.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*ended with 3 while readiness*stderr*trouble*");
    }

    [Fact]
    public async Task A_killed_process_is_gone_and_a_terminated_one_can_end_by_itself()
    {
        await using var killed = ChildProcess.Start("cat", []);
        await killed.KillAsync();
        (await killed.ExitAsync("its end", s_within)).Should().Be(128 + 9);

        await using var stopped = ChildProcess.Start("bash", ["-c", "trap 'exit 5' TERM; echo ready; read -r line"]);
        await stopped.LineAsync(line => line == "ready", "the trap", s_within);
        stopped.Terminate();
        (await stopped.ExitAsync("its own end", s_within)).Should().Be(5);
    }

    [Fact]
    public async Task At_most_400_lines_are_kept()
    {
        await using var process = ChildProcess.Start("seq", ["1", "401"]);

        await process.ExitAsync("the end of the count", s_within);

        process.Output.Split(Environment.NewLine).Should().HaveCount(400).And.StartWith("2").And.EndWith("401");
    }
}
