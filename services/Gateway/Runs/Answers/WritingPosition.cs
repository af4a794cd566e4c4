using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Gateway.Runs.Answers;

/// <summary>
/// Where in which writing of an answer the client is. Decides what of the next piece it gets: a piece comes twice when a
/// watch is opened again, some may be missing, and another worker may begin anew. Pure but for its own memory.
/// </summary>
internal sealed class WritingPosition : IDisposable
{
    private readonly RelayedText _relayed = new();
    private ulong _writing;
    private ulong _thought;

    /// <summary>True once the client has seen anything.</summary>
    public bool HasBegun { get; private set; }

    public Verdict Take(AnswerPiece piece)
    {
        if (HasBegun && piece.Writing > _writing)
        {
            return new Verdict(PieceFate.Rewritten, "", "");
        }

        // Of an older writing; or, before the client has seen anything, from the middle of one whose start was missed.
        if (HasBegun ? piece.Writing < _writing : piece.Offset > 0)
        {
            return Verdict.Nothing;
        }

        var at = (ulong)_relayed.Length;
        return piece.Offset > at ? new Verdict(PieceFate.Torn, "", "") : Relay(piece, (int)(at - piece.Offset));
    }

    /// <returns>What of the whole answer the client has not seen; null when it has seen something else.</returns>
    public string? Rest(string answer) => _relayed.IsStartOf(answer) ? answer[_relayed.Length..] : null;

    public void Dispose() => _relayed.Dispose();

    private Verdict Relay(AnswerPiece piece, int known)
    {
        var rest = Behind(piece.Content, known);
        var thinking =
            piece.ThinkingOffset > _thought
                ? piece.Thinking
                : Behind(piece.Thinking, (int)(_thought - piece.ThinkingOffset));
        if (rest.Length == 0 && thinking.Length == 0)
        {
            return Verdict.Nothing;
        }

        HasBegun = true;
        _writing = piece.Writing;
        _thought = Math.Max(_thought, piece.ThinkingOffset + (ulong)piece.Thinking.Length);
        _relayed.Add(rest);
        return new Verdict(PieceFate.Relay, rest, thinking);
    }

    private static string Behind(string text, int known) => known < text.Length ? text[known..] : "";
}

/// <param name="Content">What the client gets of the piece's content.</param>
/// <param name="Thinking">What it gets of its thinking.</param>
internal readonly record struct Verdict(PieceFate Fate, string Content, string Thinking)
{
    public static Verdict Nothing { get; } = new(PieceFate.Drop, "", "");
}

internal enum PieceFate
{
    Relay,
    Drop,

    /// <summary>A takeover in the middle: this text need not continue what was sent.</summary>
    Rewritten,

    /// <summary>Something between what was sent and this piece is missing.</summary>
    Torn,
}
