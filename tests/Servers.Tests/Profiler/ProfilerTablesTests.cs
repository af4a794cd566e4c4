using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Orchestrator.Profiler.Leadership;
using Orchestrator.Profiler.Models;
using Orchestrator.Profiler.Persistence;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Probing.Scheduling;
using Orchestrator.Profiler.Replicas;
using Orchestrator.Profiler.Storage;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Servers.Tests.Profiler;

/// <summary>What the tests on SQLite say of the profiler's tables, where PostgreSQL could differ.</summary>
public sealed class ProfilerTablesTests
{
    private static readonly DateTimeOffset Later = new(2030, 1, 1, 0, 0, 10, TimeSpan.Zero);

    [ServerFact(ServerKinds.Postgres)]
    public async Task Of_first_claims_of_the_lead_at_once_one_succeeds_and_none_is_an_error()
    {
        await using var server = await PostgresServer.StartAsync();
        var contexts = await MigratedAsync(server);
        var store = new LeaderStore(contexts);

        var claims = await Task.WhenAll(
            Enumerable.Range(1, 8).Select(at => store.TryWriteAsync(null, new LeaderLease($"{at}", 1, Later), default))
        );

        Assert.Single(claims, isClaimed => isClaimed);
        var row = await store.ReadAsync(default);
        var renewals = await Task.WhenAll(
            Enumerable.Range(1, 4).Select(at => store.TryWriteAsync(row, new LeaderLease($"{at}", 2, Later), default))
        );
        Assert.Single(renewals, isRenewed => isRenewed);
        Assert.Empty(contexts.Errors);
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task Edits_of_several_profilers_at_once_are_all_made_audited_and_counted()
    {
        await using var server = await PostgresServer.StartAsync();
        var contexts = await MigratedAsync(server);
        var ids = new IdSource(TimeProvider.System);
        var settings = new SettingsStore(contexts, ids, TimeProvider.System);
        var replicas = new ReplicaStore(contexts, ids, TimeProvider.System);
        var revisions = new RevisionStore(contexts);
        var before = await revisions.ReadAsync(default);
        await settings.EditAsync("m:latest", new ModelEdit(Priority: 1), 0, "kim", default);

        await Task.WhenAll(
            settings.EditAsync("m:latest", new ModelEdit(Enabled: false), 0, "kim", default),
            settings.EditAsync("m:latest", new ModelEdit(Pinned: true), 0, "lee", default),
            replicas.TryDrainAsync("a", true, "kim", default),
            replicas.TryDrainAsync("b", true, "lee", default)
        );

        var (_, after) = Assert.Single(await settings.ReadAsync(default));
        Assert.Equal((1u, false, true, 3ul), (after.Priority, after.Enabled, after.Pinned, after.Revision));
        Assert.Equal(3, (await settings.ReadEditsAsync("m:latest", 50, default)).Count);
        Assert.Equal(["a", "b"], (await replicas.ReadAsync(default)).Select(wish => wish.Name));
        var now = await revisions.ReadAsync(default);
        Assert.Equal(before[RevisionNames.Settings] + 3, now[RevisionNames.Settings]);
        Assert.Equal(before[RevisionNames.Orders] + 2, now[RevisionNames.Orders]);
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task What_several_add_at_once_to_what_a_day_has_cost_is_all_counted()
    {
        await using var server = await PostgresServer.StartAsync();
        var contexts = await MigratedAsync(server);
        var day = new DateOnly(2030, 1, 1);

        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ => new ProbeStore(contexts).AddSpentAsync(day, new Spent(100, 1.5), default))
        );

        Assert.Equal(new Spent(1_600, 24), await new ProbeStore(contexts).ReadSpentAsync(day, default));
        Assert.Empty(contexts.Errors);
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task The_history_is_read_on_from_where_the_last_round_ended()
    {
        await using var server = await PostgresServer.StartAsync();
        var contexts = await MigratedAsync(server);
        var store = new HistoryStore(contexts);
        var rows = Enumerable.Range(1, 5).Select(Row).ToList();
        await store.AddAsync(rows, default);

        var first = await store.ReadAsync(Guid.Empty, 5, 2, default);
        var rest = await store.ReadAsync(first[^1].HistoryId, 5, 9, default);

        Assert.Equal([1L, 2L, 3L, 4L], first.Concat(rest).Select(row => row.Calls));
        await store.DeleteAsync([rows[0].HistoryId], default);
        Assert.Equal(2, await store.DeleteBeforeAsync(4, 9, default));
        Assert.Empty(contexts.Errors);
    }

    private static async Task<Contexts> MigratedAsync(PostgresServer server)
    {
        var contexts = new Contexts(server.ConnectionString);
        await using var context = contexts.CreateDbContext();
        await context.Database.MigrateAsync();
        // EF finds out by a statement that fails that there is no history of migrations yet.
        contexts.Errors.Clear();
        return contexts;
    }

    private static HistoryRow Row(int at) =>
        new()
        {
            HistoryId = Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(1_000_000 + at)),
            AtUnixMs = at,
            Replica = "a",
            Digest = "d",
            Model = "m",
            Calls = at,
            Prefill = 1,
            Decode = 1,
            LoadSeconds = 1,
            VramBytes = 1,
        };

    private sealed class Contexts(string connection) : IDbContextFactory<ProfilerDbContext>
    {
        /// <summary>What went wrong in the database, as an operator would read it.</summary>
        public ConcurrentQueue<string> Errors { get; } = new();

        public ProfilerDbContext CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<ProfilerDbContext>();
            options.UseServiceDatabase(DatabaseKind.Postgres, connection, ProfilerDbContext.Schema);
            options.LogTo(Errors.Enqueue, LogLevel.Error);
            return new ProfilerDbContext(options.Options);
        }
    }
}
