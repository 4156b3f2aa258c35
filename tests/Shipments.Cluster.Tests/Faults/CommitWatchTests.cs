using System.Buffers.Binary;
using System.Text;
using Shipments.Faults.Cluster;

namespace Shipments.Cluster.Tests.Faults;

public sealed class CommitWatchTests
{
    private static readonly byte[] s_start = Startup();
    private static readonly byte[] s_prepared = [.. Message('P', "_p1\0INSERT INTO journal\0\0\0"), .. Message('P', "_p2\0SELECT shipments_fence($1, $2)\0\0\0"), .. Message('S', "")];
    private static readonly byte[] s_commit = [.. Bind("_p1", 3_000), .. Message('E', "\0\0\0\0\0"), .. Bind("_p2", 20), .. Message('E', "\0\0\0\0\0"), .. Message('S', "")];
    private static readonly byte[] s_other = [.. Bind("_p1", 20), .. Message('E', "\0\0\0\0\0"), .. Message('S', "")];

    [Fact]
    public void The_answer_to_a_commit_is_known_once()
    {
        CommitWatch watch = new();
        watch.Requested(s_start);
        watch.Requested(s_prepared);
        watch.AnswersChange([1]).Should().BeFalse("a statement was only prepared");
        watch.Requested(s_commit);
        watch.AnswersChange([1]).Should().BeTrue();
        watch.AnswersChange([1]).Should().BeFalse("the commit was answered");
    }

    [Fact]
    public void A_commit_that_comes_in_single_bytes_is_known()
    {
        CommitWatch watch = new();
        foreach (var one in (byte[])[.. s_start, .. s_prepared, .. s_commit])
            watch.Requested([one]);
        watch.AnswersChange([1]).Should().BeTrue();
    }

    [Fact]
    public void What_has_no_fence_is_no_commit()
    {
        CommitWatch watch = new();
        watch.Requested([.. s_start, .. s_prepared, .. s_other]);
        watch.AnswersChange([1]).Should().BeFalse();
    }

    [Fact]
    public void A_commit_whose_end_was_not_sent_is_not_made()
    {
        CommitWatch watch = new();
        watch.Requested([.. s_start, .. s_prepared, .. s_commit[..^1]]);
        watch.AnswersChange([1]).Should().BeFalse();
        watch.Requested(s_commit.AsSpan()[^1..]);
        watch.AnswersChange([1]).Should().BeTrue();
    }

    private static byte[] Startup()
    {
        var message = new byte[40];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        return message;
    }

    private static byte[] Bind(string statement, int valueBytes) => Message('B', $"\0{statement}\0{new string('S', valueBytes)}");

    private static byte[] Message(char kind, string body)
    {
        var message = new byte[5 + body.Length];
        message[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), 4 + body.Length);
        Encoding.ASCII.GetBytes(body, message.AsSpan(5));
        return message;
    }
}
