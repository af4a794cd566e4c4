using Microsoft.EntityFrameworkCore;
using Orchestrator.Profiler.Storage;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Models;

/// <summary>What operators set for models. Each edit is written with its audit and a new revision, all or nothing.</summary>
internal sealed class SettingsStore(IDbContextFactory<ProfilerDbContext> contexts, IdSource ids, TimeProvider clock)
{
    public async Task<IReadOnlyList<(string Model, ModelSettings Settings)>> ReadAsync(
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Settings.AsNoTracking().ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.Model, ToSettings(row)));
    }

    /// <param name="model">Its key.</param>
    /// <param name="edit">What is to be changed.</param>
    /// <param name="expectedRevision">0: whatever it is.</param>
    /// <param name="actor">Who edits.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The settings that hold now; null when they had another revision than the expected one.</returns>
    public async Task<ModelSettings?> EditAsync(
        string model,
        ModelEdit edit,
        ulong expectedRevision,
        string actor,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var row = await context.Settings.SingleOrDefaultAsync(row => row.Model == model, cancellationToken);
            var before = row is null ? ModelSettings.Default : ToSettings(row);
            if (expectedRevision > 0 && expectedRevision != before.Revision)
            {
                return null;
            }

            var after = edit.Applied(before);
            var changes = ModelEdit.Changes(before, after);
            if (changes.Count == 0)
            {
                return before;
            }

            Write(after, row ?? context.Settings.Add(new SettingsRow { Model = model }).Entity);
            context.Edits.AddRange(
                changes.Select(change => EditRows.Of(ids, clock, actor, EditKinds.Model, model, change))
            );
            await context.BumpAsync(RevisionNames.Settings, cancellationToken);
            try
            {
                await context.SaveChangesAsync(cancellationToken);
                return after;
            }
            // Another profiler edited something at the same moment: look again at what is there now.
            catch (DbUpdateConcurrencyException) when (attempt < Revisions.AttemptsMax) { }
        }
    }

    /// <returns>Newest first.</returns>
    public async Task<IReadOnlyList<EditRow>> ReadEditsAsync(
        string model,
        int countMax,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Edits.AsNoTracking()
            .Where(edit => edit.Kind == EditKinds.Model && edit.Subject == model)
            .OrderByDescending(edit => edit.AtUnixMs)
            .ThenByDescending(edit => edit.EditId)
            .Take(countMax)
            .ToListAsync(cancellationToken);
    }

    private static ModelSettings ToSettings(SettingsRow row) =>
        new(
            [.. row.OptimalFor.Split(',', StringSplitOptions.RemoveEmptyEntries)],
            (uint)row.Priority,
            row.Enabled,
            (ulong)row.VramRequiredBytes,
            row.Pinned,
            (ulong)row.Revision
        );

    private static void Write(ModelSettings settings, SettingsRow row)
    {
        row.OptimalFor = string.Join(',', settings.OptimalFor);
        row.Priority = (int)settings.Priority;
        row.Enabled = settings.Enabled;
        row.VramRequiredBytes = (long)settings.VramRequiredBytes;
        row.Pinned = settings.Pinned;
        row.Revision = (long)settings.Revision;
    }
}
