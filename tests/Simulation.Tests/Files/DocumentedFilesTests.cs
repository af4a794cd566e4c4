using System.Text;
using Orchestrator.Files;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Mixes;
using Orchestrator.Simulation.Workloads.Traces;
using Orchestrator.Testing;

namespace Orchestrator.Simulation.Tests.Files;

/// <summary>The examples of docs/simulation.md are what people copy.</summary>
public sealed class DocumentedFilesTests
{
    [Fact]
    public void The_documented_fleet_mix_workload_and_trace_are_good()
    {
        var trace = Encoding.UTF8.GetBytes(Example("Trace"));

        AssertGood(FleetFile.Read("fleet.yaml", Example("Fleet")));
        AssertGood(MixFile.Read("mix.yaml", Example("Mix")));
        AssertGood(WorkloadFile.Read("workload.yaml", Example("Workload"), _ => null));
        AssertGood(TraceFile.Read("trace.csv", () => new MemoryStream(trace)));
    }

    private static void AssertGood<T>(FileReading<T> reading)
        where T : class => Assert.Equal([], reading.Problems.Select(problem => problem.ToString()));

    /// <summary>The first block of code below a heading.</summary>
    private static string Example(string heading)
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "simulation.md"));
        var section = page[page.IndexOf($"### {heading} (", StringComparison.Ordinal)..];
        var block = section.Split("```")[1];
        return block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }
}
