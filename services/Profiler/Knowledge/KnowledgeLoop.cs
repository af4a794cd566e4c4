using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Knowledge;

/// <summary>Follows the fleet view, and tells of each new model what is expected of it and of each replica what it costs.</summary>
internal sealed partial class KnowledgeLoop(FleetFeed feed, KnowledgeWriter writer, ILogger<KnowledgeLoop> logger)
    : BackgroundService
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
            TryWrite(model);
        }

        delta.Replicas.Removed.ToList().ForEach(writer.Forget);
        delta.Models.Removed.ToList().ForEach(writer.Forget);
    }

    private void TryWrite(ModelState model)
    {
        try
        {
            writer.Write(model);
        }
        // A model that cannot be worked out stays without skills; the others must not.
        catch (Exception exception)
        {
            LogFailed(model.Facts.Name, exception.GetType().Name);
        }
    }

    [LoggerMessage(3511, LogLevel.Warning, "What model {Model} is good at could not be worked out: {Failure}.")]
    private partial void LogFailed(string model, string failure);
}
