using Orchestrator.Benchmarks.Figures;
using Orchestrator.Benchmarks.Load;

namespace Orchestrator.Benchmarks.Tests;

/// <summary>Small builders for measured segments.</summary>
internal static class Segments
{
    /// <param name="latenciesMs">One per answer.</param>
    public static Segment Of(string target, int round, double[] latenciesMs, double seconds = 1, string scenario = "s")
    {
        var log = new LoadLog(latenciesMs.Length);
        foreach (var latency in latenciesMs)
        {
            log.Answered(plannedAt: 0, sentAt: 0, endedAt: (long)(latency * 1_000_000), new AnswerReading());
        }

        return Segment.Of(scenario, target, round, log, seconds);
    }
}
