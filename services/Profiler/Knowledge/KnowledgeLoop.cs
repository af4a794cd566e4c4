using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Knowledge;

/// <summary>Follows the fleet view, and tells of each new model what is expected of it and of each replica what it costs.</summary>
internal sealed class KnowledgeLoop(FleetFeed feed, KnowledgeWriter writer) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The table takes a tenth of a second to work out, and the host's start need not wait for it.
        await Task.Yield();
        var seen = 0UL;
        while (!stoppingToken.IsCancellationRequested)
        {
            var delta = await feed.NextAsync(seen, withSpeeds: false, stoppingToken);
            seen = delta.Version;
            Take(delta, stoppingToken);
        }
    }

    private void Take(FleetDelta delta, CancellationToken stoppingToken)
    {
        foreach (var replica in delta.Replicas.Changed)
        {
            writer.Write(replica);
        }

        foreach (var model in delta.Models.Changed)
        {
            stoppingToken.ThrowIfCancellationRequested();
            writer.Write(model);
        }

        delta.Replicas.Removed.ToList().ForEach(writer.Forget);
        delta.Models.Removed.ToList().ForEach(writer.Forget);
    }
}
