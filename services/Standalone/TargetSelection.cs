using Orchestrator.EnsembleWorker;
using Orchestrator.Gateway;
using Orchestrator.Learning;
using Orchestrator.Profiler;
using Orchestrator.Router;

namespace Orchestrator.Standalone;

/// <summary>Reads <c>--target</c>: "all" (the default) or some of gateway, router, profiler, worker, learning.</summary>
internal static class TargetSelection
{
    private static readonly Target[] _all =
    [
        new("worker", EnsembleWorkerModule.AddEnsembleWorker, EnsembleWorkerModule.MapEnsembleWorker),
        new("profiler", ProfilerModule.AddProfiler, ProfilerModule.MapProfiler),
        new("router", RouterModule.AddRouter, RouterModule.MapRouter),
        new("learning", LearningModule.AddLearning, LearningModule.MapLearning),
        new("gateway", GatewayModule.AddGateway, GatewayModule.MapGateway),
    ];

    /// <param name="value">Names with commas between them; null or empty means all.</param>
    /// <exception cref="ArgumentException">A name is not one of the targets.</exception>
    public static IReadOnlyList<Target> Parse(string? value)
    {
        var names = (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0 || names.Contains("all", StringComparer.OrdinalIgnoreCase))
        {
            return _all;
        }

        var unknown = names.Except(_all.Select(target => target.Name), StringComparer.OrdinalIgnoreCase).ToList();
        return unknown.Count == 0
            ? [.. _all.Where(target => names.Contains(target.Name, StringComparer.OrdinalIgnoreCase))]
            : throw new ArgumentException(
                $"--target does not know '{string.Join(", ", unknown)}'. "
                    + $"Known: all, {string.Join(", ", _all.Select(target => target.Name))}.",
                nameof(value)
            );
    }
}
