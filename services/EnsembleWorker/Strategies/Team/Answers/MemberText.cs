using System.Text;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Answers;

/// <summary>
/// What a member's answer says to others: lines that begin with an @ are messages, lines "remember key: text" are notes. What stands in
/// blocks of code is neither. Pure; bounded, because the text is a stranger's.
/// </summary>
/// <param name="Unknown">Names behind an @ that are nobody's; told and otherwise ignored.</param>
internal sealed record MemberText(
    IReadOnlyList<TeamMessage> Messages,
    IReadOnlyList<MemoryNote> Notes,
    IReadOnlyList<string> Unknown
)
{
    /// <summary>Characters of an answer that are looked at.</summary>
    public const int LengthMax = 200_000;

    /// <summary>Messages, notes and unknown names that are taken from one answer, of each kind.</summary>
    public const int TakenMax = 16;

    private const int KeyCharactersMax = 64;
    private const string Remember = "remember ";

    public static MemberText Of(string text, string from, RoleNames names)
    {
        var reader = new Reader(from, names);
        var isCode = false;
        foreach (var whole in CutText.Start(text, LengthMax).ToString().ReplaceLineEndings("\n").Split('\n'))
        {
            var line = whole.Trim().TrimStart('-', '*', '>', ' ');
            if (line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal))
            {
                isCode = !isCode;
                reader.EndMessage();
            }
            else if (!isCode)
            {
                reader.Take(line);
            }
        }

        return reader.End();
    }

    private sealed class Reader(string from, RoleNames names)
    {
        private readonly List<TeamMessage> _messages = [];
        private readonly List<MemoryNote> _notes = [];
        private readonly List<string> _unknown = [];
        private readonly StringBuilder _text = new();
        private string? _to;

        public void Take(string line)
        {
            if (line.Length == 0)
            {
                EndMessage();
            }
            else if (line[0] == '@' && RoleNames.WordAt(line, 1) is { Length: > 0 } word)
            {
                EndMessage();
                Begin(word, line);
            }
            else if (line.StartsWith(Remember, StringComparison.OrdinalIgnoreCase) && Note(line) is { } note)
            {
                EndMessage();
                AddTo(_notes, note);
            }
            else if (_to is not null)
            {
                _text.Append('\n').Append(line);
            }
        }

        public void EndMessage()
        {
            if (_to is { } role && _text.Length > 0)
            {
                AddTo(_messages, new TeamMessage(from, role, _text.ToString()));
            }

            _to = null;
            _text.Clear();
        }

        public MemberText End()
        {
            EndMessage();
            return new MemberText(_messages, _notes, [.. _unknown.Distinct(StringComparer.OrdinalIgnoreCase)]);
        }

        private void Begin(string word, string line)
        {
            _to = names.Find(word);
            _text.Append(line.AsSpan(1 + word.Length).TrimStart(" \t,:;"));
            if (_to is null)
            {
                AddTo(_unknown, word);
            }
        }

        private MemoryNote? Note(string line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var key =
                colon < 0 ? "" : line[Remember.Length..Math.Max(colon, Remember.Length)].Trim(' ', '`', '"', '\'', '*');
            var text = line[(colon + 1)..].Trim(' ', '*');
            return key.Length is 0 or > KeyCharactersMax || text.Length == 0 ? null : new MemoryNote(key, text, from);
        }

        private static void AddTo<T>(List<T> list, T item)
        {
            if (list.Count < TakenMax)
            {
                list.Add(item);
            }
        }
    }
}

/// <summary>What one role tells another.</summary>
internal sealed record TeamMessage(string From, string To, string Text);

/// <summary>One entry of the memory that all roles share.</summary>
internal sealed record MemoryNote(string Key, string Text, string By);
