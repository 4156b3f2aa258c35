namespace Shipments.Interop.Tests;

/// <summary>
/// Two clients that share no code with the server or with each other call every method of the API, in every kind of call, and make every
/// error its protos name: grpc-js, and Python on the C core. A row is a case of theirs.
/// </summary>
public sealed class ForeignClientTests(ForeignClientFixture fixture) : IClassFixture<ForeignClientFixture>
{
    public static TheoryData<string, string, string> Cases()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var client in new[] { "node", "python" })
        {
            foreach (var name in ForeignCases.Open)
                rows.Add(client, "open", name);
            foreach (var name in ForeignCases.Keyed)
                rows.Add(client, "keyed", name);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_client_is_answered_as_the_protos_say(string client, string group, string name)
    {
        var result = fixture.Of(client, group).SingleOrDefault(result => result.Case == name);

        Assert.True(result is not null, $"the {client} client did not run {name}");
        Assert.True(result.Ok, $"{client}: {name}: {result.Detail}");
    }

    [Theory]
    [InlineData("node")]
    [InlineData("python")]
    public void The_client_runs_no_case_that_is_not_expected(string client)
    {
        fixture.Of(client, "open").Select(result => result.Case).Should().BeEquivalentTo(ForeignCases.Open);
        fixture.Of(client, "keyed").Select(result => result.Case).Should().BeEquivalentTo(ForeignCases.Keyed);
    }
}
