using Microsoft.EntityFrameworkCore;
using Orchestrator.Profiler.Storage;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Replicas;

/// <summary>What operators want of replicas. Each change is written with its audit and a new revision, all or nothing.</summary>
internal sealed class ReplicaStore(IDbContextFactory<ProfilerDbContext> contexts, IdSource ids, TimeProvider clock)
{
    private const string AddedField = "added";
    private const string DrainField = "drain";

    public async Task<IReadOnlyList<ReplicaWish>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Replicas.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellationToken);
        return rows.ConvertAll(ReplicaRows.ToWish);
    }

    /// <returns>False when there is one of that name.</returns>
    public Task<bool> TryAddAsync(
        string name,
        AddedReplicaConfig config,
        string actor,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            name,
            actor,
            (context, row) =>
            {
                if (row is { Added: true })
                {
                    return null;
                }

                // A drain that was asked for under this name holds: whoever set it can lift it.
                row ??= Tracked(context, name);
                ReplicaRows.Write(config, row);
                return (AddedField, "", config.Url);
            },
            cancellationToken
        );

    /// <returns>False when there is no added one of that name.</returns>
    public Task<bool> TryRemoveAsync(string name, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            actor,
            (context, row) =>
            {
                if (row is not { Added: true })
                {
                    return null;
                }

                context.Replicas.Remove(row);
                return (AddedField, row.Url, "");
            },
            cancellationToken
        );

    /// <returns>False when it was so already.</returns>
    public Task<bool> TryDrainAsync(string name, bool drain, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            actor,
            (context, row) =>
            {
                if ((row?.Drained ?? false) == drain)
                {
                    return null;
                }

                row ??= Tracked(context, name);
                row.Drained = drain;
                if (row is { Added: false, Drained: false })
                {
                    context.Replicas.Remove(row);
                }

                return (DrainField, drain ? "false" : "true", drain ? "true" : "false");
            },
            cancellationToken
        );

    private static ReplicaRow Tracked(ProfilerDbContext context, string name) =>
        context.Replicas.Add(new ReplicaRow { Name = name, Added = false }).Entity;

    private async Task<bool> ChangeAsync(
        string name,
        string actor,
        Func<ProfilerDbContext, ReplicaRow?, (string Field, string Before, string After)?> change,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var row = await context.Replicas.SingleOrDefaultAsync(row => row.Name == name, cancellationToken);
            if (change(context, row) is not { } edit)
            {
                return false;
            }

            context.Edits.Add(EditRows.Of(ids, clock, actor, EditKinds.Replica, name, edit));
            await context.BumpAsync(RevisionNames.Orders, cancellationToken);
            try
            {
                await context.SaveChangesAsync(cancellationToken);
                return true;
            }
            // Another profiler changed something at the same moment: look again at what is there now.
            catch (DbUpdateConcurrencyException) when (attempt < Revisions.AttemptsMax) { }
        }
    }
}
