using Orchestrator.Profiler.Persistence;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Models;

/// <summary>Shows in the view what operators have set, here or at another profiler.</summary>
internal sealed class SettingsReader(SettingsStore store, FleetFeed feed, TimeProvider clock) : IRevisionReader
{
    public string Name => RevisionNames.Settings;

    public async Task ReadAsync(long revision, CancellationToken cancellationToken)
    {
        var all = await store.ReadAsync(cancellationToken);
        feed.Apply(registry =>
        {
            foreach (var (model, settings) in all)
            {
                registry.Models.SetSettings(model, settings, clock.GetUtcNow());
            }
        });
    }
}
