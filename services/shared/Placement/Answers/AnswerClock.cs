using Microsoft.Extensions.Options;

namespace Orchestrator.Placement.Answers;

/// <summary>The clock of runs together with the times that bound them.</summary>
internal sealed class AnswerClock(TimeProvider clock, IOptions<PlacementLimits> limits)
{
    public TimeProvider Provider => clock;

    public TimeSpan SilenceTimeout => limits.Value.SilenceTimeout;

    public TimeSpan EndOfCallTimeout => limits.Value.EndOfCallTimeout;

    public DateTimeOffset Now => clock.GetUtcNow();

    public long Timestamp => clock.GetTimestamp();

    public TimeSpan Since(long timestamp) => clock.GetElapsedTime(timestamp);
}
