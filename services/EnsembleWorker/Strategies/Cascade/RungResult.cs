namespace Orchestrator.EnsembleWorker.Strategies.Cascade;

/// <summary>What became of one rung.</summary>
internal sealed record RungResult
{
    public required RunModel Model { get; init; }

    /// <summary>The step whose text is the rung's answer; null when it has none.</summary>
    public StepResult? Answer { get; init; }

    /// <summary>All its steps, the first one first.</summary>
    public required IReadOnlyList<StepResult> Steps { get; init; }

    /// <summary>The probability that its answer is right; of the last rung the model's expected quality.</summary>
    public double Confidence { get; init; }

    /// <summary>What the confidence comes from: <see cref="RungEvidence"/>.</summary>
    public string Evidence { get; init; } = RungEvidence.Record;

    /// <summary>Samples that say what the answer says, and all that could be compared, the answer's own included.</summary>
    public int Same { get; init; }

    public int Compared { get; init; }

    /// <summary>Null while nothing was decided: the last rung, and one that failed.</summary>
    public Escalation? Escalation { get; init; }
}

/// <summary>What the confidence in a rung's answer comes from.</summary>
internal static class RungEvidence
{
    /// <summary>Only from what is known of the model.</summary>
    public const string Record = "record";

    /// <summary>From samples of the same model.</summary>
    public const string Samples = "samples";

    /// <summary>From the model's verdict on its own answer.</summary>
    public const string SelfCheck = "self_check";
}
