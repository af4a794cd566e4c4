using Orchestrator.EnsembleWorker;
using Orchestrator.Gateway;
using Orchestrator.Learning;
using Orchestrator.Profiler;
using Orchestrator.Router;
using Orchestrator.ServiceDefaults;

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
    /// <exception cref="WrongSettingException">A name is none of them.</exception>
    public static IReadOnlyList<Target> Parse(string? value)
    {
        var names = (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var unknown = names.Except(Names.Append("all"), StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count > 0)
        {
            throw new WrongSettingException(
                $"--target does not know '{string.Join(", ", unknown)}'. Known: all, {string.Join(", ", Names)}."
            );
        }

        var isAll = names.Length == 0 || names.Contains("all", StringComparer.OrdinalIgnoreCase);
        return isAll ? _all : [.. _all.Where(target => names.Contains(target.Name, StringComparer.OrdinalIgnoreCase))];
    }

    private static IEnumerable<string> Names => _all.Select(target => target.Name);
}
