using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Functional.Tests.Kill;

namespace Orchestrator.Slow.Tests.Kill;

/// <summary>Room for a hundred runs at once on two workers, and on one when the other is dead.</summary>
public sealed class HundredRunsFixture : KillFixture
{
    private protected override ClusterOptions Options =>
        new(
            ["small", "coder", "small"],
            SpeedFactor: 10,
            Settings: new Dictionary<string, string>(StringComparer.Ordinal) { ["Worker__Runs__MaxRuns"] = "120" }
        );
}
