using System.Collections.Immutable;
using Orchestrator.Profiler.Probing.Grading;

namespace Orchestrator.Profiler.Probing;

/// <summary>One of our own questions, with all that is needed to grade an answer by program.</summary>
internal sealed record ProbeQuestion
{
    /// <summary>Unique over all tasks, for example "math-ko-03".</summary>
    public required string Id { get; init; }

    /// <summary>"en" or "ko": the language of the prompt.</summary>
    public required string Language { get; init; }

    /// <summary>"easy", "medium" or "hard", as its author sees it.</summary>
    public required string Difficulty { get; init; }

    public required string Prompt { get; init; }

    /// <summary>A right answer, on one line.</summary>
    public required string Answer { get; init; }

    /// <summary>Other forms that an exact comparison takes.</summary>
    public ImmutableArray<string> Accepted { get; init; } = [];

    /// <summary>What is typically said instead; the simulation answers with these, and tests see to it that they fail.</summary>
    public ImmutableArray<string> Wrong { get; init; } = [];

    public required GraderRule Grader { get; init; }

    /// <summary>The chance that an answer of the right form, given without reading, is right. 0 up to 0.5.</summary>
    public double GuessRate { get; init; }
}

/// <param name="Task">As the router names it.</param>
/// <param name="Version">Changes when any of the questions does.</param>
internal sealed record ProbeQuestionSet(string Task, string Version, ImmutableArray<ProbeQuestion> Questions)
{
    public ImmutableArray<ProbeQuestion> In(string language) =>
        [.. Questions.Where(question => question.Language == language)];
}
