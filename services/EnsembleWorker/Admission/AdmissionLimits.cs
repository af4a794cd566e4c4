using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>The limits of one replica's admission; <see cref="AdmissionOptions"/> says more of each.</summary>
/// <param name="Slots">Calls that may run at once.</param>
/// <param name="QueueLimit">Calls that may wait.</param>
/// <param name="WaitLimit">How long a call may wait before it is refused.</param>
/// <param name="AgingPeriod">A waiting call rises by one priority for each such period, so that nothing starves.</param>
internal sealed record AdmissionLimits(int Slots, int QueueLimit, TimeSpan WaitLimit, TimeSpan AgingPeriod)
{
    /// <summary>Tenants whose shares are remembered while they have nothing to do.</summary>
    public int MaxTenants { get; init; } = 1_000;

    /// <summary>Shares of tenants beside each other; 1 for those that are not named.</summary>
    public ImmutableDictionary<string, double> TenantWeights { get; init; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>A swap whose oldest call has waited so long is made whatever it costs.</summary>
    public TimeSpan SwapWaitMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A model that was just loaded and is in use stays at least so long.</summary>
    public TimeSpan ResidencyMin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What a load takes, until one was seen.</summary>
    public TimeSpan LoadTimeGuess { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>So long a load takes the largest context that calls of its model have made it be loaded with.</summary>
    public TimeSpan ContextMemory { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Time between two looks at whether a swap pays by now.</summary>
    public TimeSpan SwapCheck { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <param name="queueLimit">Null leaves it as it is.</param>
    public AdmissionLimits With(int slots, int? queueLimit = null) =>
        this with
        {
            Slots = Math.Max(0, slots),
            QueueLimit = Math.Max(0, queueLimit ?? QueueLimit),
        };
}
