namespace Orchestrator.Simulation.Scheduling;

/// <summary>What can happen to a host. Every event also lets idle models expire that are due.</summary>
public abstract record HostEvent
{
    private HostEvent() { }

    public sealed record Arrived(HostRequest Request) : HostEvent;

    /// <summary>The request's last token is out, or it failed.</summary>
    public sealed record Ended(long RequestId, RequestEnd How) : HostEvent;

    public sealed record LoadEnded(long LoadId) : HostEvent;

    /// <summary>A load went wrong by itself; what does not fit by the estimate never gets so far.</summary>
    public sealed record LoadFailed(long LoadId, LoadFailure Why) : HostEvent;

    /// <summary>An empty request with keep_alive 0: unload at once, or as soon as its requests have ended.</summary>
    public sealed record UnloadAsked(string Model) : HostEvent;

    public sealed record TimePassed : HostEvent;

    /// <summary>
    /// The machine changed while Ollama runs on it: memory, disk, models added, removed or replaced by another digest.
    /// What is loaded and no longer fits or exists is unloaded, a busy one when its requests have ended.
    /// </summary>
    public sealed record Reconfigured(HostConfig Config) : HostEvent;

    /// <summary>The process died and starts empty: all models are unloaded, all requests fail.</summary>
    public sealed record Crashed : HostEvent;
}

public enum RequestEnd
{
    Finished,

    /// <summary>The caller hung up, while waiting or while running.</summary>
    Cancelled,
    Failed,

    /// <summary>The GPU ran out of memory while it generated: the request failed, and the model is unloaded.</summary>
    OutOfMemory,
}

public enum LoadFailure
{
    /// <summary>The GPU had less room than the estimate said. Tried once more in another way.</summary>
    OutOfMemory,

    /// <summary>No progress for <see cref="HostConfig.LoadTimeout"/>.</summary>
    Stalled,
}
