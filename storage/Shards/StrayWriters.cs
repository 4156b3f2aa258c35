namespace Shipments.Storage;

/// <summary>
/// Writers of this silo's lease that no loop commits as. A replacement that ended halfway leaves one; others see it as this silo's newest and give
/// it shards, and since its lease is renewed they never take them back.
/// </summary>
internal static class StrayWriters
{
    /// <summary>Moves what they own to the first loop and ends them. False when there was nothing to do.</summary>
    /// <param name="context">What every part uses.</param>
    /// <param name="rows">The shards as just read.</param>
    /// <param name="lease">This silo's lease.</param>
    /// <param name="loops">Its loops; none of them is between two writers.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<bool> AdoptAsync(
        StorageContext context, IReadOnlyList<ShardRow> rows, long lease, CommitLoop[] loops, CancellationToken cancellationToken)
    {
        long next = loops[0].Writer;
        if (next == 0)
            return false;
        long[] strays =
        [
            .. rows.Where(row => row.Lease == lease && !Array.Exists(loops, loop => loop.Writer == row.Writer)).Select(row => row.Writer).Distinct(),
        ];
        foreach (long stray in strays)
        {
            StorageLog.StrayWriter(context.Log, stray, next);
            await context.Store.ReplaceWriterAsync(stray, next, cancellationToken);
        }

        return strays.Length > 0;
    }
}
