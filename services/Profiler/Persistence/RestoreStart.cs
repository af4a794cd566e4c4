using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Persistence;

/// <summary>
/// Before workers are heard, the view is what it was before: models with their settings, so that no model that is switched
/// off is chosen for a moment, and measures, which wait for their replicas.
/// </summary>
internal sealed partial class RestoreStart(
    ProfileStore profiles,
    StoreSync sync,
    StoreOutage outage,
    FleetFeed feed,
    IOptions<StoreOptions> options,
    TimeProvider clock,
    ILogger<RestoreStart> logger
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await sync.TryReadAsync(cancellationToken);
            var rowsMax = options.Value.RestoredRowsMax;
            var measures = await profiles.ReadMeasuresAsync(rowsMax, cancellationToken);
            var models = await profiles.ReadModelsAsync(rowsMax, cancellationToken);
            feed.Apply(registry => Restore(registry, measures, models, clock.GetUtcNow()));
            LogRestored(models.Count, measures.Count);
        }
        // What is not restored is measured anew.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && StoreFault.IsAway(exception))
        {
            outage.Failed(exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Restore(
        FleetRegistry registry,
        IReadOnlyList<MeasureRow> measures,
        IReadOnlyList<ModelRow> models,
        DateTimeOffset now
    )
    {
        foreach (var row in measures)
        {
            var live = MeasureJson.ReadMeasure(row.Live);
            var baseline = MeasureJson.ReadMeasure(row.Baseline);
            if (live is not null || baseline is not null)
            {
                var id = new SpeedId(row.Replica, row.Digest);
                registry.Speeds.Store(new StoredSpeed(id, row.Model, (ulong)row.Epoch, live, baseline));
            }
        }

        foreach (var row in models)
        {
            if (MeasureJson.ReadFacts(row.Facts) is { } facts)
            {
                registry.Models.Seen(facts.Id, DateTimeOffset.FromUnixTimeMilliseconds(row.FirstSeenAtUnixMs));
                registry.Models.Restore(facts with { Licence = row.Licence }, now);
            }
        }
    }

    [LoggerMessage(3042, LogLevel.Information, "Restored {Models} models and {Measures} measures.")]
    private partial void LogRestored(int models, int measures);
}
