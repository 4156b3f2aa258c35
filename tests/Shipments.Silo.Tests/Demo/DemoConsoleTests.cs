using Shipments.Silo.Demo;

namespace Shipments.Silo.Tests.Demo;

public sealed class DemoConsoleTests
{
    [Theory]
    [InlineData("80", 80)]
    [InlineData("40", DemoConsole.WidthMin)]
    [InlineData("1000", DemoConsole.WidthMax)]
    public void A_pipe_is_as_wide_as_COLUMNS_says(string columns, int width) => DemoConsole.WidthOf(columns).Should().Be(width);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("39")]
    [InlineData("1001")]
    [InlineData("-80")]
    [InlineData("wide")]
    public void A_pipe_without_a_usable_COLUMNS_is_100_wide(string? columns) => DemoConsole.WidthOf(columns).Should().Be(100);
}
