namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>Something that was asked to go wrong. Which of the amounts count depends on the kind.</summary>
internal sealed record Fault(long Id, FaultKind Kind)
{
    /// <summary>Short name; null hits every model.</summary>
    public string? Model { get; init; }

    /// <summary>Hits requests for this path, whatever model they are about; null hits answers and embeddings.</summary>
    public string? Path { get; init; }

    /// <summary>Requests it still hits; null until cleared.</summary>
    public int? Remaining { get; init; }

    public double Factor { get; init; } = 10;

    /// <summary>Before the headers, or how long a crashed process stays away.</summary>
    public TimeSpan Time { get; init; }

    public int Status { get; init; }

    /// <summary>GPU memory that is taken away.</summary>
    public long Bytes { get; init; }
}
