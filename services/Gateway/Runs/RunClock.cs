using Microsoft.Extensions.Options;

namespace Orchestrator.Gateway.Runs;

/// <summary>The clock of runs together with the times that bound them.</summary>
internal sealed class RunClock(TimeProvider clock, IOptions<RunLimits> limits)
{
    public TimeProvider Provider => clock;

    public TimeSpan SilenceTimeout => limits.Value.SilenceTimeout;

    public DateTimeOffset Now => clock.GetUtcNow();

    public long Timestamp => clock.GetTimestamp();

    public TimeSpan Since(long timestamp) => clock.GetElapsedTime(timestamp);
}
