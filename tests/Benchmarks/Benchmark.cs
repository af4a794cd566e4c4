using System.Diagnostics;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Benchmarks.Reports;
using Orchestrator.Benchmarks.Routing;
using Orchestrator.Benchmarks.Targets;

namespace Orchestrator.Benchmarks;

/// <summary>One run from start to end.</summary>
internal static class Benchmark
{
    public static readonly TimeSpan PerRoutingLine = TimeSpan.FromSeconds(4);

    public static async Task<Report> RunAsync(
        BenchmarkOptions options,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new BenchmarkException("The figures come from /proc: this runs on Linux only.");
        }

        var cores = Math.Min(options.Cores, Environment.ProcessorCount);
        // Inherited by everything that is started from here on.
        Process.GetCurrentProcess().ProcessorAffinity = (nint)((1L << cores) - 1);
        var folder = Directory.CreateTempSubdirectory("orchestrator-bench-");
        try
        {
            var routing = MeasureRouting(options, progress);
            progress("starting the stub and the ways to it");
            await using var course = await Course.StartAsync(folder.FullName, options, progress, cancellationToken);
            var segments = await new Rounds(course, options, progress).RunAsync(cancellationToken);
            var machine = MachineDescription.Read(cores, OwnProcesses.Configuration);
            var targets = course.Targets.ToDictionary(target => target.Name, target => target.Label);
            return new Report(TimeProvider.System.GetUtcNow(), machine, options, targets, segments, routing);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<RoutingLine> MeasureRouting(BenchmarkOptions options, Action<string> progress)
    {
        if (!options.HasRouting)
        {
            return [];
        }

        progress("routing decisions");
        return RoutingTable.Measure(options.IsQuick ? PerRoutingLine / 4 : PerRoutingLine);
    }
}
