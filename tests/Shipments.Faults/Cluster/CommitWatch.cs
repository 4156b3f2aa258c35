using System.Buffers.Binary;
using System.Text;

namespace Shipments.Faults.Cluster;

/// <summary>
/// A connection to PostgreSQL, as its protocol has it: after the first message each has a letter and a length. A commit of the journal executes the
/// statement with the fence, which was prepared by name before, and ends with a Sync; the next bytes of the server are its answer.
/// </summary>
internal sealed class CommitWatch : ReplyWatch
{
    private const string Fence = "shipments_fence";
    private const int HeaderBytes = 5;
    private const int KeptBytesMax = 1024;

    private readonly byte[] _message = new byte[KeptBytesMax];
    private readonly HashSet<string> _fences = [];
    private int _kept;
    private int _length;
    private int _seen;
    private bool _isStarted;
    private bool _hasFence;
    private volatile bool _hasCommit;

    public override void Requested(ReadOnlySpan<byte> bytes)
    {
        // Byte by byte would be slow for blocks; so a message's tail is skipped in one step.
        while (bytes.Length > 0)
        {
            var header = _isStarted ? HeaderBytes : HeaderBytes - 1;
            var wanted = _seen < header ? header - _seen : _length - _seen;
            var taken = Math.Min(wanted, bytes.Length);
            Keep(bytes[..taken]);
            _seen += taken;
            bytes = bytes[taken..];
            if (_seen == header)
                _length = BinaryPrimitives.ReadInt32BigEndian(_message.AsSpan(header - 4)) + header - 4;
            if (_seen >= header && _seen == _length)
                Complete();
        }
    }

    public override bool AnswersChange(ReadOnlySpan<byte> bytes)
    {
        var answers = _hasCommit;
        _hasCommit = false;
        return answers;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = Math.Min(bytes.Length, KeptBytesMax - _kept);
        bytes[..room].CopyTo(_message.AsSpan(_kept));
        _kept += room;
    }

    private void Complete()
    {
        var body = _message.AsSpan(Math.Min(HeaderBytes, _kept), Math.Max(0, _kept - HeaderBytes));
        if (_isStarted)
            Take((char)_message[0], body);
        _isStarted = true;
        (_kept, _seen, _length) = (0, 0, 0);
    }

    private void Take(char kind, ReadOnlySpan<byte> body)
    {
        switch (kind)
        {
            case 'P':
                var statement = Text(body);
                if (Text(body[Math.Min(body.Length, statement.Length + 1)..]).Contains(Fence, StringComparison.Ordinal))
                    _fences.Add(statement);
                else
                    _fences.Remove(statement);
                break;
            case 'B':
                _hasFence |= _fences.Contains(Text(body[Math.Min(body.Length, Text(body).Length + 1)..]));
                break;
            case 'S':
                _hasCommit |= _hasFence;
                _hasFence = false;
                break;
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)0) is >= 0 and var end ? Encoding.UTF8.GetString(bytes[..end]) : Encoding.UTF8.GetString(bytes);
}
