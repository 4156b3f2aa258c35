using System.Net;
using System.Text.RegularExpressions;
using Shipments.Api.Tests.Edge;

namespace Shipments.Api.Tests.OpenApi;

public sealed partial class OpenApiPageTests
{
    [Theory]
    [InlineData("/openapi.json", "application/json")]
    [InlineData("/docs", "text/html")]
    [InlineData("/docs/page.js", "text/javascript")]
    [InlineData("/docs/page.css", "text/css")]
    public async Task A_page_is_served_with_its_type_and_a_policy_that_lets_nothing_else_in(string path, string type)
    {
        await using EdgeHost host = await EdgeHost.StartAsync();

        HttpResponseMessage response = await host.Json.GetAsync(path);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be(type);
        (await response.Content.ReadAsByteArrayAsync()).Length.Should().BePositive();
        response.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'; script-src 'self'");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Fact]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        foreach (string path in new[] { "/docs", "/docs/page.js", "/docs/page.css" })
            Elsewhere().IsMatch(await host.Json.GetStringAsync(path)).Should().BeFalse(path);
    }

    [Fact]
    public async Task Without_reflection_nothing_describes_the_server()
    {
        await using EdgeHost host = await EdgeHost.StartAsync(options => options.Reflection = false);

        (await host.Json.GetAsync("/docs")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await host.Json.GetAsync("/openapi.json")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [GeneratedRegex("(https?:)?//[a-z0-9]+[.]")]
    private static partial Regex Elsewhere();
}
