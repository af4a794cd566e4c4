using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Orchestrator.EnsembleWorker.Admission;

namespace Orchestrator.EnsembleWorker;

/// <summary>How calls wait for a slot, and models for a place in memory.</summary>
public sealed class AdmissionOptions : IValidatableObject
{
    /// <summary>
    /// How long a call may wait; then it is refused as wait_too_long. Not counted while its own model is being loaded.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan WaitLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// A waiting call rises by one priority (probe, batch, normal, interactive) for each such period, so that none is starved.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan AgingPeriod { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Shares of tenants in a replica's tokens, beside each other: one with 2 gets twice as much as one with 1 while both wait.
    /// 1 for those that are not named.
    /// </summary>
    [MaxLength(10_000)]
    public IDictionary<string, double> TenantWeights { get; init; } =
        new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Tenants whose tokens a replica remembers while none of their calls waits; those with fewest are forgotten.</summary>
    [Range(1, 1_000_000)]
    public int MaxTenants { get; set; } = 1_000;

    /// <summary>
    /// A model that is in use makes room for another one when the calls that wait for that one have waited, together, for as
    /// long as both loads take; or when the first of them has waited so long.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SwapWaitMax { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A model that was just loaded and is in use stays at least so long, however long others have waited.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ResidencyMin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What a load of a model counts for until one was seen.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan LoadTimeGuess { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks at whether a swap pays by now.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan SwapCheck { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// A model is loaded with the largest context that calls have made it be loaded with within this time, so that a small call
    /// that comes first is not followed by a reload for a large one.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan ContextMemory { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The keep_alive that a model is told which is to make room, shorter than any other: Ollama evicts the shortest first.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan YieldKeepAlive { get; set; } = TimeSpan.FromSeconds(20);

    internal AdmissionLimits ToLimits(int slots, int queueLimit) =>
        new(slots, queueLimit, WaitLimit, AgingPeriod)
        {
            MaxTenants = MaxTenants,
            TenantWeights = TenantWeights.ToImmutableDictionary(StringComparer.Ordinal),
            SwapWaitMax = SwapWaitMax,
            ResidencyMin = ResidencyMin,
            LoadTimeGuess = LoadTimeGuess,
            SwapCheck = SwapCheck,
            ContextMemory = ContextMemory,
        };

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        TenantWeights
            .Where(weight => weight.Value is not (>= 0.001 and <= 1_000))
            .Select(weight => new ValidationResult(
                $"Worker:Admission:TenantWeights: '{weight.Key}' must be between 0.001 and 1000.",
                [nameof(TenantWeights)]
            ));
}
