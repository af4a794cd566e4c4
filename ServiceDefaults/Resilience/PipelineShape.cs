using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Orchestrator.ServiceDefaults;

/// <summary>The one shape that all pipelines share: total timeout, retries, breaker, timeout of one attempt.</summary>
internal static class PipelineShape
{
    public static void Build(
        ResiliencePipelineBuilder builder,
        PipelineOptions limits,
        Func<Outcome<object>, bool> isTransient,
        TimeProvider clock
    )
    {
        builder.TimeProvider = clock;
        builder.AddTimeout(limits.TotalTimeout);
        if (limits.Retries > 0)
        {
            builder.AddRetry(Retry(limits, isTransient));
        }

        if (limits.HasBreaker)
        {
            builder.AddCircuitBreaker(Breaker(limits, isTransient));
        }

        builder.AddTimeout(limits.AttemptTimeout);
    }

    private static RetryStrategyOptions Retry(PipelineOptions limits, Func<Outcome<object>, bool> isTransient) =>
        new()
        {
            MaxRetryAttempts = limits.Retries,
            Delay = limits.RetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(isTransient(arguments.Outcome)),
        };

    private static CircuitBreakerStrategyOptions Breaker(
        PipelineOptions limits,
        Func<Outcome<object>, bool> isTransient
    ) =>
        new()
        {
            FailureRatio = limits.BreakerFailureRatio,
            MinimumThroughput = limits.BreakerMinimum,
            SamplingDuration = limits.BreakerWindow,
            BreakDuration = limits.BreakerBreak,
            ShouldHandle = arguments => ValueTask.FromResult(isTransient(arguments.Outcome)),
        };
}
