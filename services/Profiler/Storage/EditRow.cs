namespace Orchestrator.Profiler.Storage;

/// <summary>Who changed what, when, from what to what.</summary>
internal sealed class EditRow
{
    public required Guid EditId { get; init; }

    public required long AtUnixMs { get; init; }

    public required string Actor { get; init; }

    /// <summary>One of <see cref="EditKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the model or replica.</summary>
    public required string Subject { get; init; }

    public required string Field { get; init; }

    public required string Before { get; init; }

    public required string After { get; init; }
}

internal static class EditKinds
{
    public const string Model = "model";
    public const string Replica = "replica";
}
