using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.EnsembleWorker.Aggregation.Judging;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Ensemble;

/// <summary>A book of judges that nobody reads but the test.</summary>
internal static class TestJudges
{
    private static readonly IMeterFactory _meters = new ServiceCollection()
        .AddMetrics()
        .BuildServiceProvider()
        .GetRequiredService<IMeterFactory>();

    public static JudgeHealthBook New() => new(_meters);
}
