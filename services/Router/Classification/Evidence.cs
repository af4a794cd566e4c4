namespace Orchestrator.Router.Classification;

/// <summary>Something in the request that speaks for a task, and how loudly.</summary>
/// <param name="Text">For people, for example "code_fence" or "keyword:번역".</param>
internal readonly record struct Evidence(TaskType Task, double Weight, string Text);

/// <summary>A phrase that was found.</summary>
/// <param name="Leads">It is the first word of a sentence, polite words apart: the place of an English request.</param>
/// <param name="Closes">It ends a sentence, verb endings apart: the place of a Korean request.</param>
internal readonly record struct Mark(Marker Marker, string Phrase, int Start, int End, bool Leads, bool Closes)
{
    public bool IsRequest => Leads || (Closes && Hangul.IsLetter(Phrase[0]));
}
