using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shipments.Grains.Placement;
using Shipments.Grains.Tests.Steps;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Placement;

/// <summary>Whom a silo without a confirmed lease asks, and what it makes of the answers.</summary>
public sealed class OwnerInquiryTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedPeers _peers = new();
    private readonly HeardNews _news = new();
    private readonly OwnerInquiry _inquiry;

    public OwnerInquiryTests() => _inquiry = new OwnerInquiry(_news, _peers, _time, NullLogger<OwnerInquiry>.Instance);

    public void Dispose() => _inquiry.Dispose();

    [Fact]
    public async Task A_silo_with_a_confirmed_lease_asks_nobody()
    {
        _news.HasLease = true;
        _peers.Add(2, 1, 2);
        await _inquiry.AskAsync(CancellationToken.None);
        _peers.Asked.Should().BeEmpty();
    }

    [Fact]
    public async Task A_silo_without_one_believes_each_that_answers_and_passes_over_those_that_fail()
    {
        _peers.Add(2, 1, 2);
        _peers.Answers[Address(3)] = () => throw new SiloUnavailableException("gone");
        _peers.Answers[Address(4)] = () => throw new TimeoutException("busy");
        _peers.Add(5, 3);
        long before = _time.GetTimestamp();

        await _inquiry.AskAsync(CancellationToken.None).Awaiting("all answers");

        _news.Heard.Select(heard => (heard.Owner, string.Join(',', heard.Shards), heard.Asked))
            .Should().BeEquivalentTo([("10.0.0.2:11111", "1,2", before), ("10.0.0.5:11111", "3", before)]);
    }

    [Fact]
    public async Task One_that_does_not_answer_is_waited_for_a_second()
    {
        _peers.Answers[Address(2)] = () => new TaskCompletionSource<IReadOnlyList<int>>().Task;
        Task asked = _inquiry.AskAsync(CancellationToken.None);
        _time.Advance(OwnerInquiry.AnswerWithin - TimeSpan.FromMilliseconds(1));
        asked.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await asked.Awaiting("the end of the round");
        _news.Heard.Should().BeEmpty();
    }

    [Theory]
    [InlineData(OwnerInquiry.PeersMax, 2 * OwnerInquiry.PeersMax)]
    [InlineData(OwnerInquiry.PeersMax + 1, 2 * OwnerInquiry.PeersMax)]
    public async Task So_many_are_asked_at_once_and_the_others_have_their_turn_next(int peers, int asked)
    {
        for (int i = 0; i < peers; i++)
            _peers.Add(i + 2, i);
        await _inquiry.AskAsync(CancellationToken.None);
        _peers.Asked.Should().HaveCount(OwnerInquiry.PeersMax);
        await _inquiry.AskAsync(CancellationToken.None);
        _peers.Asked.Should().HaveCount(asked);
        _peers.Asked.Distinct().Should().HaveCount(peers);
    }

    [Fact]
    public async Task It_asks_each_second_until_the_silo_stops()
    {
        _peers.Add(2, 1);
        using ScriptedLifecycle lifecycle = new();
        _inquiry.Participate(lifecycle);
        await lifecycle.StartAsync();
        for (int round = 1; round <= 3; round++)
        {
            Task told = _news.Next();
            while (!told.IsCompleted)
            {
                _time.Advance(OwnerInquiry.AskEvery);
                await Task.WhenAny(told, Task.Factory.StartNew(() => { }));
            }
        }

        await lifecycle.StopAsync().Awaiting("the end of the inquiries");
        int count = _peers.Asked.Count;
        _time.Advance(OwnerInquiry.AskEvery);
        _peers.Asked.Should().HaveCount(count).And.HaveCountGreaterThanOrEqualTo(3);
    }

    private static SiloAddress Address(int last) => SiloAddress.New(new IPEndPoint(new IPAddress([10, 0, 0, (byte)last]), 11111), 1);

    private sealed class ScriptedPeers : IOwnerPeers
    {
        public Dictionary<SiloAddress, Func<Task<IReadOnlyList<int>>>> Answers { get; } = [];

        public List<SiloAddress> Asked { get; } = [];

        public void Add(int last, params int[] shards) => Answers[Address(last)] = () => Task.FromResult<IReadOnlyList<int>>(shards);

        public IReadOnlyList<SiloAddress> Others() => [.. Answers.Keys];

        public Task<IReadOnlyList<int>> AskAsync(SiloAddress peer)
        {
            Asked.Add(peer);
            return Answers[peer]();
        }
    }

    private sealed class HeardNews : IOwnerNews
    {
        private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasLease { get; set; }

        public List<(string Owner, IReadOnlyList<int> Shards, long Asked)> Heard { get; } = [];

        public Task Next() => _next.Task;

        public int Believe(string owner, IReadOnlyList<int> shards, long asked)
        {
            Heard.Add((owner, shards, asked));
            TaskCompletionSource next = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            next.TrySetResult();
            return 0;
        }
    }
}
