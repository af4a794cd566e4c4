namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>A sign of how well a replica serves.</summary>
internal abstract record HealthEvent
{
    private HealthEvent() { }

    /// <summary>A look got all its answers in good time.</summary>
    public sealed record LookGood : HealthEvent;

    /// <summary>A look got all its answers, but late.</summary>
    public sealed record LookSlow(TimeSpan Elapsed) : HealthEvent;

    /// <summary>A look got the models, but not all else that it asked for.</summary>
    public sealed record LookHalf(string Missing) : HealthEvent;

    /// <summary>A look learned nothing.</summary>
    public sealed record LookFailed(HealthReason Reason) : HealthEvent;

    /// <param name="Version">As the replica stated it.</param>
    /// <param name="Min">The oldest that will do; empty for any.</param>
    public sealed record VersionSeen(string Version, string Min) : HealthEvent;

    public sealed record CallSucceeded : HealthEvent;

    /// <summary>A call failed by the replica's fault.</summary>
    public sealed record CallFailed(string Cause) : HealthEvent;

    /// <summary>The replica said that it has too much to do.</summary>
    public sealed record CallBusy : HealthEvent;

    /// <summary>Somebody wants it to take no new work.</summary>
    public sealed record DrainAsked(HealthReason Reason) : HealthEvent;

    public sealed record DrainEnded : HealthEvent;
}
