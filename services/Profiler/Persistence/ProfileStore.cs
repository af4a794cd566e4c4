using Microsoft.EntityFrameworkCore;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Persistence;

/// <summary>What is known of models and their speeds, over restarts.</summary>
internal sealed class ProfileStore(IDbContextFactory<ProfilerDbContext> contexts)
{
    public async Task<IReadOnlyList<MeasureRow>> ReadMeasuresAsync(int rowsMax, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Measures.AsNoTracking()
            .OrderByDescending(row => row.UpdatedAtUnixMs)
            .Take(rowsMax)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<ModelRow>> ReadModelsAsync(int rowsMax, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Models.AsNoTracking()
            .OrderByDescending(row => row.LastSeenAtUnixMs)
            .Take(rowsMax)
            .ToListAsync(cancellationToken);
    }

    public async Task WriteAsync(
        IReadOnlyList<SpeedState> speeds,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var replicas = speeds.Select(speed => speed.Id.Replica).Distinct().ToList();
        var digests = speeds.Select(speed => speed.Id.Digest).Distinct().ToList();
        var rows = await context
            .Measures.Where(row => replicas.Contains(row.Replica) && digests.Contains(row.Digest))
            .ToDictionaryAsync(row => new SpeedId(row.Replica, row.Digest), cancellationToken);
        foreach (var speed in speeds)
        {
            var row = rows.GetValueOrDefault(speed.Id) ?? context.Measures.Add(NewRow(speed)).Entity;
            row.Model = speed.Model;
            row.Epoch = (long)speed.Epoch;
            row.Live = MeasureJson.Write(speed.Live);
            row.Baseline = MeasureJson.Write(speed.Baseline);
            row.UpdatedAtUnixMs = now.ToUnixTimeMilliseconds();
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    public async Task WriteAsync(
        IReadOnlyList<ModelState> models,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var names = models.Select(model => model.Id.Name).Distinct().ToList();
        var rows = await context
            .Models.Where(row => names.Contains(row.Name))
            .ToDictionaryAsync(row => new ModelId(row.Name, row.Digest), cancellationToken);
        foreach (var model in models)
        {
            var row = rows.GetValueOrDefault(model.Id) ?? context.Models.Add(NewRow(model)).Entity;
            row.Facts = MeasureJson.Write(model.Facts);
            row.Licence = model.Facts.Licence;
            row.FirstSeenAtUnixMs = Math.Min(row.FirstSeenAtUnixMs, model.FirstSeenAt.ToUnixTimeMilliseconds());
            row.LastSeenAtUnixMs = now.ToUnixTimeMilliseconds();
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    private static MeasureRow NewRow(SpeedState speed) =>
        new()
        {
            Replica = speed.Id.Replica,
            Digest = speed.Id.Digest,
            Model = speed.Model,
            Epoch = 0,
            UpdatedAtUnixMs = 0,
        };

    private static ModelRow NewRow(ModelState model) =>
        new()
        {
            Name = model.Id.Name,
            Digest = model.Id.Digest,
            Facts = "",
            FirstSeenAtUnixMs = model.FirstSeenAt.ToUnixTimeMilliseconds(),
            LastSeenAtUnixMs = 0,
        };
}
