using Shipments.Tidy.Tests.Rules;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests;

public sealed class ReferenceRuleTests
{
    [Fact]
    public void References_point_down() => SourceTree.Projects.SelectMany(ReferenceRule.Check).ShouldBeNone();

    [Fact]
    public void The_projects_of_the_table_exist() =>
        SourceTree.Projects.Select(project => Path.GetFileNameWithoutExtension(project.Path))
            .Should().Contain(ReferenceRule.Known);

    [Theory]
    [InlineData("storage/Shipments.Storage.csproj", "../grains/Shipments.Grains/Shipments.Grains.csproj", "Shipments.Storage → Shipments.Grains")]
    [InlineData("storage/Shipments.Storage.csproj", "..\\grains\\Shipments.Domain\\Shipments.Domain.csproj", "Shipments.Storage → Shipments.Domain")]
    [InlineData("api/Shipments.Api.csproj", "../grains/Shipments.Grains/Shipments.Grains.csproj", "Shipments.Api → Shipments.Grains")]
    [InlineData("api/Shipments.Api.csproj", "../storage/Shipments.Storage.csproj", "Shipments.Api → Shipments.Storage")]
    [InlineData("bench/Shipments.Bench.csproj", "../silo/Shipments.Silo.csproj", "Shipments.Bench → Shipments.Silo")]
    [InlineData("client/Shipments.Client.csproj", "../grains/Shipments.Contracts/Shipments.Contracts.csproj", "Shipments.Client → Shipments.Contracts")]
    [InlineData("silo/Shipments.Silo.csproj", "../tests/Shipments.TestKit/Shipments.TestKit.csproj", "Shipments.Silo → Shipments.TestKit")]
    public void An_arrow_that_points_up_is_found(string project, string reference, string arrow)
    {
        var file = new SourceFile(project, $"<Project>\n  <ItemGroup>\n    <ProjectReference Include=\"{reference}\" />\n  </ItemGroup>\n</Project>\n");

        ReferenceRule.Check(file).ShouldSay($"{project}:3: {arrow} is not an allowed reference");
    }

    [Fact]
    public void A_project_that_nobody_placed_is_found() =>
        ReferenceRule.Check(new SourceFile("extras/Shipments.Extras.csproj", "<Project />"))
            .ShouldSay("extras/Shipments.Extras.csproj: Shipments.Extras is not in the table of allowed references");
}
