namespace Orchestrator.Learning.Outcomes;

/// <summary>One attempt as it is kept. Times are Unix milliseconds: both databases order and compare them alike.</summary>
internal sealed class OutcomeRow
{
    public required Guid OutcomeId { get; init; }

    public required string RunId { get; init; }

    public required int Attempt { get; init; }

    public required long FinishedAtUnixMs { get; init; }

    public required string Task { get; init; }

    public required string Language { get; init; }

    public required string Strategy { get; init; }

    public required string Model { get; init; }

    public required string Replica { get; init; }

    public required double Propensity { get; init; }

    /// <summary>"completed", or the cause of the failure.</summary>
    public required string Result { get; init; }

    public required double? FirstTokenMs { get; init; }

    public required double DurationMs { get; init; }

    public required int PromptTokens { get; init; }

    public required int OutputTokens { get; init; }

    public required bool Simulated { get; init; }
}
