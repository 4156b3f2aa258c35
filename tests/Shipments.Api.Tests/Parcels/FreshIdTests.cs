using System.Reflection;
using Shipments.Api.Parcels;
using Shipments.Api.Tests.Edge;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Api.Tests.Parcels;

/// <summary>Goal: an id is called fresh when nothing can exist under it, and only then. Method: the wire, and the grain calls over a script.</summary>
public sealed class FreshIdTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("p1", "", false)]
    [InlineData("", "r1", false)]
    [InlineData("p1", "r1", false)]
    public async Task An_id_is_fresh_when_neither_the_caller_nor_its_request_made_it(string parcelId, string requestId, bool isFresh)
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        RegisterParcelResponse registered = await new ParcelService.ParcelServiceClient(host.Channel)
            .RegisterParcelAsync(new RegisterParcelRequest { ParcelId = parcelId, RequestId = requestId });

        registered.RetrySafe.Should().Be(!isFresh);
        host.Shipments.Parcel("demo", registered.Parcel.ParcelId).Registration!.FreshId.Should().Be(isFresh);
    }

    [Fact]
    public async Task A_registration_that_is_sent_again_calls_its_id_fresh_no_more()
    {
        IGrainFactory factory = DispatchProxy.Create<IGrainFactory, MovedOnce>();
        RegisterCommand command = new() { FreshId = true };

        RegisterReply reply = await new GrainParcelCalls(factory, TimeProvider.System)
            .Register("acme", "p1", command, CancellationToken.None).Awaiting("the second answer");

        reply.Header.Status.Should().Be(CallStatus.Ok);
        ((MovedOnce)(object)factory).Seen.Should().Equal([true, false], "the first call may have done what its answer does not say");
        command.FreshId.Should().BeTrue("a message that was passed on is not changed");
    }

    [Theory]
    [InlineData(CallStatus.Ok, new bool[0])]
    [InlineData(CallStatus.Moved, new[] { false, false })]
    [InlineData(null, new[] { true, false })]
    public async Task A_parcel_is_registered_in_this_process_where_that_can_be_and_else_by_a_message(CallStatus? here, bool[] sent)
    {
        IGrainFactory factory = DispatchProxy.Create<IGrainFactory, MovedOnce>();
        Here registrations = new(here);

        RegisterReply reply = await new GrainParcelCalls(factory, TimeProvider.System, registrations: registrations)
            .Register("acme", "p1", new RegisterCommand { FreshId = true }, CancellationToken.None).Awaiting("the last answer");

        reply.Header.Status.Should().Be(CallStatus.Ok);
        registrations.Seen.Should().Equal([("parcel/acme/p1", true)], "it is tried here once");
        ((MovedOnce)(object)factory).Seen.Should().Equal(sent);
    }

    private sealed class Here(CallStatus? answer) : ILocalRegistrations
    {
        public List<(string Key, bool IsFresh)> Seen { get; } = [];

        public Task<RegisterReply>? TryRegister(string key, RegisterCommand command, CancellationToken cancellationToken)
        {
            Seen.Add((key, command.FreshId));
            return answer is { } status ? Task.FromResult(new RegisterReply { Header = new CallHeader { Status = status } }) : null;
        }
    }

    /// <summary>A factory of parcels of which the first call is answered that the parcel moved.</summary>
    public class MovedOnce : DispatchProxy
    {
        public List<bool> Seen { get; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Parcel parcel = (Parcel)(object)Create<IParcelGrain, Parcel>();
            parcel.Seen = Seen;
            return parcel;
        }

        /// <summary>The parcel.</summary>
        public class Parcel : DispatchProxy
        {
            public List<bool> Seen { get; set; } = [];

            protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
            {
                Seen.Add(((RegisterCommand)args![0]!).FreshId);
                CallStatus status = Seen.Count == 1 ? CallStatus.Moved : CallStatus.Ok;
                return Task.FromResult(new RegisterReply { Header = new CallHeader { Status = status } });
            }
        }
    }
}
