using Orchestrator.Benchmarks.Measuring;

namespace Orchestrator.Benchmarks.Tests;

public sealed class MeasuringTests
{
    [Fact]
    public void Processor_time_and_parent_are_read_behind_any_name() =>
        Assert.Equal(
            new ProcStat(Parent: 7, CpuTicks: 42),
            ProcStat.Parse("12 (a ) b (c) S 7 12 12 0 -1 4194560 100 0 0 0 40 2 0 0 20 0 5 0 1000 1 1 1")
        );

    [Fact]
    public void Busy_leaves_out_what_is_idle_waiting_stolen_or_counted_twice() =>
        Assert.Equal(
            new MachineCpu(Busy: 4, Stolen: 3),
            MachineCpu.Parse("cpu  100 0 100 5000 700 100 100 300 900 900")
        );

    [Fact]
    public void Counters_of_a_runtime_are_added_over_their_labels()
    {
        const string Text = """
            # TYPE dotnet_gc_heap_total_allocated_bytes_total counter
            dotnet_gc_heap_total_allocated_bytes_total{otel_scope_name="System.Runtime"} 1500
            dotnet_gc_collections_total{gc_heap_generation="gen0"} 3
            dotnet_gc_collections_total{gc_heap_generation="gen1"} 2
            """;

        Assert.Equal(new RuntimeMetrics(AllocatedBytes: 1_500, Collections: 5), RuntimeMetrics.Parse(Text));
    }

    [Fact]
    public void This_process_is_in_its_own_tree_and_has_used_the_processor()
    {
        Assert.Contains(Environment.ProcessId, ProcessTree.From(Environment.ProcessId));
        Assert.True(ProcessTree.CpuSeconds([Environment.ProcessId]) > 0);
    }
}
