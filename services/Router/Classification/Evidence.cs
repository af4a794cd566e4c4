using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Router.Classification;

/// <summary>Something in the request that speaks for a task, and how loudly.</summary>
/// <param name="Kind">What it is, for example "code_fence" or "keyword".</param>
/// <param name="Detail">Which one of its kind: tells features apart.</param>
/// <param name="Phrase">The words, where there are some.</param>
/// <param name="Second">The second part of a pair.</param>
/// <param name="Origin">Empty for the newest turn, otherwise "system:" or "follow_up:".</param>
internal readonly record struct Evidence(
    TaskType Task,
    double Weight,
    string Kind,
    int Detail = 0,
    string? Phrase = null,
    string? Second = null,
    string Origin = ""
)
{
    public const string FollowUp = "follow_up:";

    public const string System = "system:";

    public bool IsOfSystem => Origin == System;

    /// <summary>For people, for example "code_fence" or "keyword:번역". Made when asked for: most is never read.</summary>
    public string Text
    {
        get
        {
            var words = Second is null ? Phrase : $"{Phrase}+{Second}";
            return words is null ? $"{Origin}{Kind}" : $"{Origin}{Kind}:{words}";
        }
    }

    /// <summary>A number for its kind, the same in every process.</summary>
    public uint Key
    {
        get
        {
            var key = FeatureHash.Mix((uint)Origin.Length, (uint)Detail);
            foreach (var c in Kind)
            {
                key = FeatureHash.Mix(key, c);
            }

            return key;
        }
    }
}

/// <summary>A phrase that was found.</summary>
/// <param name="Leads">It is the first word of a sentence, polite words apart: the place of an English request.</param>
/// <param name="Closes">It ends a sentence, verb endings apart: the place of a Korean request.</param>
internal readonly record struct Mark(Marker Marker, string Phrase, int Start, int End, bool Leads, bool Closes)
{
    public bool IsRequest => Leads || (Closes && Hangul.IsLetter(Phrase[0]));
}
