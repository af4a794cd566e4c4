namespace Orchestrator.Profiler.Storage;

/// <summary>How a model did in the graded questions of one task and language.</summary>
internal sealed class ProbeScoreRow
{
    public required string Digest { get; init; }

    public required string Task { get; init; }

    public required string Language { get; init; }

    public required string Model { get; set; }

    public required int Asked { get; set; }

    public required int Right { get; set; }

    /// <summary>Identity of the set of questions: figures of different sets are not added up.</summary>
    public required string QuestionSet { get; set; }

    public required long AskedAtUnixMs { get; set; }

    /// <summary>What else the probes want to remember, as JSON.</summary>
    public string Details { get; set; } = "";
}
