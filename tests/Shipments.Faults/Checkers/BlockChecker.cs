namespace Shipments.Faults.Checkers;

/// <summary>The blocks of each shard follow each other: no sequence is missing, none is used twice.</summary>
internal static class BlockChecker
{
    /// <param name="blocks">The blocks of the journal, in any order.</param>
    /// <param name="trimmed">Up to where each shard's journal was trimmed; a shard that is not named was not.</param>
    public static IEnumerable<string> Check(IEnumerable<BlockRange> blocks, IReadOnlyDictionary<int, long> trimmed)
    {
        foreach (var shard in blocks.GroupBy(block => block.Shard).OrderBy(shard => shard.Key))
        {
            var last = trimmed.GetValueOrDefault(shard.Key);
            foreach (var block in shard.Where(block => block.Last > last).OrderBy(block => block.First).ThenBy(block => block.Last))
            {
                if (block.First > last + 1)
                    yield return $"gap: shard {shard.Key} has no entries {last + 1} to {block.First - 1}";
                else if (block.First <= last)
                    yield return $"overlap: shard {shard.Key} has entries {block.First} to {Math.Min(last, block.Last)} twice";
                last = Math.Max(last, block.Last);
            }
        }
    }
}
