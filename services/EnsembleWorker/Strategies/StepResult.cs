namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>What became of a step.</summary>
internal sealed record StepResult
{
    public required string Step { get; init; }

    public required string Model { get; init; }

    /// <summary>Empty when no replica was found.</summary>
    public string Replica { get; init; } = "";

    public bool Simulated { get; init; }

    /// <summary>The whole text; of a failed step nothing is kept.</summary>
    public string Text { get; init; } = "";

    /// <summary>"stop" or "length".</summary>
    public string Reason { get; init; } = "";

    public int PromptTokens { get; init; }

    public int OutputTokens { get; init; }

    /// <summary>Replicas that were tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Model calls that it took: more than one where a model took another's place, none from the step cache.</summary>
    public int Calls { get; init; } = 1;

    /// <summary>Time in which replicas worked for it, loads included.</summary>
    public double GpuSeconds { get; init; }

    /// <summary>True when its text came from the step cache.</summary>
    public bool IsCached { get; init; }

    /// <summary>Models that failed before this one took their place.</summary>
    public IReadOnlyList<Replaced> Replaced { get; init; } = [];

    /// <summary>Why it failed, in snake case, and a sentence; empty otherwise.</summary>
    public string Cause { get; init; } = "";

    public string Message { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset FinishedAt { get; init; }

    public bool IsCompleted => Cause.Length == 0;

    /// <summary>A model that says nothing has no answer, however well its call went.</summary>
    public bool HasText => IsCompleted && !string.IsNullOrWhiteSpace(Text);
}

/// <param name="Cause">In snake case.</param>
internal sealed record Replaced(string Model, string Cause);
