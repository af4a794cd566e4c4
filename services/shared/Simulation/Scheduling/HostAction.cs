using System.Collections.Immutable;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>What the driver has to do after an event, in this order.</summary>
public abstract record HostAction
{
    private HostAction() { }

    /// <summary>Wait <paramref name="Duration"/>, then report <see cref="HostEvent.LoadEnded"/>.</summary>
    public sealed record StartLoad(long LoadId, string Model, TimeSpan Duration) : HostAction;

    /// <summary>The caller who asked for the load hung up: nothing is to be reported for it any more.</summary>
    public sealed record AbortLoad(long LoadId) : HostAction;

    /// <summary>The model is there for this request; it may still have to wait for a slot.</summary>
    public sealed record HandOver(long RequestId) : HostAction;

    /// <summary>A slot is free for this request: generate.</summary>
    /// <param name="CachedTokens">Tokens of the prompt's beginning that the slot has in its cache already.</param>
    public sealed record Start(long RequestId, int CachedTokens = 0) : HostAction;

    /// <summary>Too many requests wait for a load.</summary>
    public sealed record Refuse(long RequestId) : HostAction;

    /// <summary>The request is over with status 500. No <see cref="HostEvent.Ended"/> is expected for it.</summary>
    /// <param name="Error">The text that Ollama gives.</param>
    public sealed record Fail(long RequestId, string Error) : HostAction;
}

/// <summary>The result of one event.</summary>
public sealed record HostStep(HostState State, ImmutableArray<HostAction> Actions);
