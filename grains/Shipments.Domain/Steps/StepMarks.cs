using Google.Protobuf.Collections;
using Shipments.Journal.V1;

namespace Shipments.Domain.Steps;

/// <summary>The last step heeded of each source: those of the state and those of the turn at hand. A step is newer by version, then by ordinal.</summary>
/// <param name="kept">Of the state; not changed.</param>
internal sealed class StepMarks(RepeatedField<StepMark> kept)
{
    private readonly List<StepMark> _added = [];

    public bool HasChanged => _added.Count > 0;

    public bool HasHeeded(string source, long version, int ordinal) => IsHeeded(_added, source, version, ordinal) || IsHeeded(kept, source, version, ordinal);

    /// <summary>How many sources there are.</summary>
    public int Count => kept.Count + _added.Count(mark => IndexOf(kept, mark.Source) < 0);

    /// <summary>Whether a step of the source was ever heeded.</summary>
    public bool Knows(string source) => IndexOf(_added, source) >= 0 || IndexOf(kept, source) >= 0;

    public void Heed(string source, long version, int ordinal)
    {
        _added.RemoveAll(mark => mark.Source == source);
        _added.Add(new StepMark { Source = source, Version = version, Ordinal = ordinal });
    }

    public void WriteTo(RepeatedField<StepMark> entry) => entry.Add(_added);

    public static void Replay(RepeatedField<StepMark> state, RepeatedField<StepMark> entry)
    {
        foreach (StepMark mark in entry)
        {
            int at = IndexOf(state, mark.Source);
            if (at < 0)
                state.Add(mark);
            else
                state[at] = mark;
        }
    }

    public static bool IsAtOrBefore(StepMark mark, long version, int ordinal) =>
        version < mark.Version || (version == mark.Version && ordinal <= mark.Ordinal);

    private static bool IsHeeded(IList<StepMark> marks, string source, long version, int ordinal)
    {
        int at = IndexOf(marks, source);
        return at >= 0 && IsAtOrBefore(marks[at], version, ordinal);
    }

    private static int IndexOf(IList<StepMark> marks, string source)
    {
        for (int i = 0; i < marks.Count; i++)
        {
            if (marks[i].Source == source)
                return i;
        }

        return -1;
    }
}
