using System.Net;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Shipments.Api.Authentication;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Fakes;

namespace Shipments.Api.Tests.Authentication;

public sealed class CredentialsTests
{
    public static string HashOf(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    [Theory]
    [InlineData("x-api-key", "first", "acme")]
    [InlineData("x-api-key", "second", "acme")]
    [InlineData("x-api-key", "third", "globex")]
    [InlineData("authorization", "Bearer third", "globex")]
    [InlineData("authorization", "bearer third", "globex")]
    public void A_configured_key_is_its_tenant(string header, string value, string tenant) =>
        Keyed().Authenticate(Call("203.0.113.9", (header, value))).Tenant.Should().Be(tenant);

    [Theory]
    [InlineData("x-api-key", "First")]
    [InlineData("x-api-key", "")]
    [InlineData("x-api-key", " first")]
    [InlineData("x-api-key", "8b04d5e3775d298e78455efc5ca404d5")]
    [InlineData("authorization", "Bearer ")]
    [InlineData("authorization", "Bearer fourth")]
    public void A_key_nobody_configured_is_refused(string header, string value) =>
        Refused(Keyed(), Call("127.0.0.1", (header, value))).ShouldBe(ApiReason.ApiKeyUnknown);

    [Fact]
    public void Two_keys_in_one_call_are_refused_though_both_are_known()
    {
        DefaultHttpContext call = Call("127.0.0.1");
        call.Request.Headers["x-api-key"] = new(["first", "third"]);
        Refused(Keyed(), call).ShouldBe(ApiReason.ApiKeyUnknown);
    }

    [Theory]
    [InlineData(ApiLimits.ApiKeyCharsMax, true)]
    [InlineData(ApiLimits.ApiKeyCharsMax + 1, false)]
    public void A_key_has_at_most_256_characters(int length, bool taken)
    {
        Credentials credentials = With((Make.Repeat(length), "acme"));
        DefaultHttpContext call = Call("127.0.0.1", ("x-api-key", Make.Repeat(length)));
        if (taken)
            credentials.Authenticate(call).Tenant.Should().Be("acme");
        else
            Refused(credentials, call).ShouldBe(ApiReason.ApiKeyUnknown);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("authorization", "Basic Zmlyc3Q6")]
    public void A_call_without_a_key_is_refused_even_from_this_machine(string? header, string? value) =>
        Refused(Keyed(), header is null ? Call("127.0.0.1") : Call("127.0.0.1", (header, value!))).ShouldBe(ApiReason.ApiKeyMissing);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public void Without_keys_this_machine_is_the_demo_tenant(string address) =>
        With().Authenticate(Call(address)).Tenant.Should().Be("demo");

    [Theory]
    [InlineData("203.0.113.9")]
    [InlineData("10.0.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData(null)]
    public void Without_keys_nobody_else_is_served(string? address) =>
        Refused(With(), Call(address, ("x-api-key", "first"))).ShouldBe(ApiReason.ApiKeyMissing);

    private static Credentials Keyed() => With(("first", "acme"), ("second", "acme"), ("third", "globex"));

    private static Credentials With(params (string Key, string Tenant)[] keys)
    {
        ApiOptions options = new();
        foreach ((string key, string tenant) in keys)
            options.Keys.Add(new ApiKeyOptions { Sha256 = HashOf(key), Tenant = tenant });
        return new Credentials(new ApiKeyTable(Options.Create(options)));
    }

    private static DefaultHttpContext Call(string? address, params (string Name, string Value)[] headers)
    {
        DefaultHttpContext context = new();
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        foreach ((string name, string value) in headers)
            context.Request.Headers[name] = value;
        return context;
    }

    private static RpcException Refused(Credentials credentials, HttpContext call) =>
        credentials.Invoking(each => each.Authenticate(call)).Should().Throw<RpcException>().Which;
}
