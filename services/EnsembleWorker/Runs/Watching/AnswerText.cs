using System.Text;
using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>One writing of a run's answer, as far as it is written. Not safe for two threads by itself.</summary>
/// <param name="writing">Its number; a later one is higher.</param>
internal sealed class AnswerText(string runId, ulong writing, AnswerWriter writer)
{
    private readonly StringBuilder _content = new();
    private readonly StringBuilder _thinking = new();

    public ulong Writing => writing;

    public AnswerWriter Writer => writer;

    public int Length => _content.Length;

    public int ThinkingLength => _thinking.Length;

    public void Append(string content, string thinking)
    {
        _content.Append(content);
        _thinking.Append(thinking);
    }

    public bool HasMore(LiveCursor cursor) =>
        cursor.Writing == writing
            ? cursor.Content < Length || cursor.Thinking < ThinkingLength
            : Length > 0 || ThinkingLength > 0;

    /// <summary>The next piece for a watcher; null when it has everything up to the given lengths.</summary>
    public RunEvent? Next(LiveCursor cursor, int contentEnd, int thinkingEnd, int most, DateTimeOffset at)
    {
        if (cursor.Writing != writing)
        {
            (cursor.Writing, cursor.Content, cursor.Thinking) = (writing, 0, 0);
        }

        var thinking = Take(_thinking, cursor.Thinking, thinkingEnd, most);
        // Thinking comes before what it led to.
        var content =
            cursor.Thinking + thinking.Length < thinkingEnd ? "" : Take(_content, cursor.Content, contentEnd, most);
        if (content.Length == 0 && thinking.Length == 0)
        {
            return null;
        }

        var piece = Piece(cursor, content, thinking);
        cursor.Content += content.Length;
        cursor.Thinking += thinking.Length;
        return new RunEvent
        {
            RunId = runId,
            At = Timestamp.FromDateTimeOffset(at),
            Answer = piece,
        };
    }

    private AnswerPiece Piece(LiveCursor cursor, string content, string thinking)
    {
        var piece = new AnswerPiece
        {
            Content = content,
            Thinking = thinking,
            Writing = writing,
            Offset = (ulong)cursor.Content,
            ThinkingOffset = (ulong)cursor.Thinking,
        };
        if (cursor is { Content: 0, Thinking: 0 })
        {
            (piece.Model, piece.Replica, piece.Simulated) = (writer.Model, writer.Replica, writer.Simulated);
        }

        return piece;
    }

    // A surrogate pair is never torn in two.
    private static string Take(StringBuilder text, int from, int to, int most)
    {
        var count = Math.Min(to - from, most);
        if (count <= 0)
        {
            return "";
        }

        count -= count > 1 && from + count < to && char.IsHighSurrogate(text[from + count - 1]) ? 1 : 0;
        return text.ToString(from, count);
    }
}

/// <summary>Who writes an answer.</summary>
/// <param name="Step">The step whose text it is.</param>
internal sealed record AnswerWriter(string Step, string Model, string Replica, bool Simulated);
