namespace Shipments.TestKit;

/// <summary>What may happen to a call of a store.</summary>
internal enum StoreFault
{
    None,

    /// <summary>It fails, and nothing was done.</summary>
    FailBefore,

    /// <summary>It is done, and the caller learns of a failure: for a commit, an unknown outcome that landed.</summary>
    FailAfter,

    /// <summary>It is not done, and the caller cannot know: for a commit, an unknown outcome that did not land.</summary>
    TimeOut,

    /// <summary>Before it, somebody marks the writer dead and leaves its shards to nobody. Commits only.</summary>
    LoseFence,
}
