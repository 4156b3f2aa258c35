using Microsoft.Extensions.Logging;
using Shipments.Grains.Hosting;
using Shipments.Storage;

namespace Shipments.Grains.Placement;

/// <summary>
/// While the silo's lease is not confirmed it asks the others each second what they own, and believes them. A silo that is cut off from the database
/// alone is still called by everybody; without the news its actors could only say UNAVAILABLE, although others serve their shards by then.
/// </summary>
internal sealed class OwnerInquiry(IOwnerNews news, IOwnerPeers peers, TimeProvider time, ILogger<OwnerInquiry> logger) : ActiveSiloService
{
    /// <summary>So many silos are asked at one time; where there are more, they take turns.</summary>
    public const int PeersMax = 32;

    /// <summary>How often they are asked.</summary>
    public static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long an answer is waited for.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

    private int _first;

    /// <summary>Asks once, unless the lease is confirmed.</summary>
    /// <param name="cancellationToken">Ends the wait for answers.</param>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        if (news.HasLease)
            return;
        IReadOnlyList<SiloAddress> others = peers.Others();
        int count = Math.Min(others.Count, PeersMax);
        await Task.WhenAll(Enumerable.Range(_first, count).Select(i => AskAsync(others[i % others.Count], cancellationToken)));
        _first = others.Count == 0 ? 0 : (_first + count) % others.Count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer rounds = new(AskEvery, time);
        try
        {
            while (await rounds.WaitForNextTickAsync(stoppingToken))
                await AskAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task AskAsync(SiloAddress peer, CancellationToken cancellationToken)
    {
        long asked = time.GetTimestamp();
        try
        {
            IReadOnlyList<int> owned = await peers.AskAsync(peer).WaitAsync(AnswerWithin, time, cancellationToken);
            news.Believe(SiloNames.Of(peer), owned, asked);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            // It may be gone, or cut off as well: the next round asks again.
            GrainLog.OwnerSilent(logger, failure, SiloNames.Of(peer));
        }
    }
}
