using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Ownership;

/// <summary>Two workers, one SQLite file, one clock that the test moves.</summary>
public sealed class LeaseRoundsTests : IDisposable
{
    private const string Replica = "gpu-1";
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"leases-{Guid.CreateVersion7():N}.db");
    private readonly ManualTimeProvider _clock = new();

    private sealed record Party(LeaseRounds Rounds, HeldLeases Held)
    {
        public async Task<bool> RoundAsync() =>
            (await Rounds.RunAsync(() => [new(Replica, IsStandby: false)], CancellationToken.None)).IsChanged;
    }

    private sealed class Contexts(string connection) : IDbContextFactory<WorkerDbContext>
    {
        public string Connection { get; set; } = connection;

        public WorkerDbContext CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<WorkerDbContext>().UseSqlite(Connection).Options;
            return new WorkerDbContext(options);
        }
    }

    private string Connection => $"Data Source={_file};Pooling=False";

    private async Task<Contexts> DatabaseAsync()
    {
        var contexts = new Contexts(Connection);
        await using var context = contexts.CreateDbContext();
        await context.Database.EnsureCreatedAsync();
        return contexts;
    }

    private Party Worker(string name, IDbContextFactory<WorkerDbContext> contexts)
    {
        var options = Options.Create(new EnsembleWorkerOptions { Name = name });
        var held = new HeldLeases(_clock);
        var me = new Owner(name, $"http://{name}:8081");
        var store = new LeaseStore(contexts);
        return new Party(
            new LeaseRounds(options, () => me, store, held, _clock, NullLogger<LeaseRounds>.Instance),
            held
        );
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task One_of_two_workers_gets_the_replica()
    {
        var contexts = await DatabaseAsync();
        var (one, two) = (Worker("worker-1", contexts), Worker("worker-2", contexts));

        Assert.True(await one.RoundAsync());
        Assert.False(await two.RoundAsync());

        Assert.Equal(LeaseCheck.Held, one.Held.Check(Replica, 1));
        Assert.Equal(LeaseCheck.NotOwner, two.Held.Check(Replica, 1));
    }

    [Fact]
    public async Task Of_two_claims_at_the_same_moment_one_succeeds()
    {
        var contexts = await DatabaseAsync();
        var store = new LeaseStore(contexts);
        var mine = new Lease(new Owner("worker-1", "a"), 1, _clock.GetUtcNow());
        var yours = new Lease(new Owner("worker-2", "b"), 1, _clock.GetUtcNow());

        Assert.True(await store.TryWriteAsync(null, Replica, mine, CancellationToken.None));
        Assert.False(await store.TryWriteAsync(null, Replica, yours, CancellationToken.None));

        var row = (await store.ReadAsync([Replica], CancellationToken.None))[Replica];
        Assert.True(await store.TryWriteAsync(row, Replica, mine with { Epoch = 2 }, CancellationToken.None));
        Assert.False(await store.TryWriteAsync(row, Replica, yours with { Epoch = 2 }, CancellationToken.None));
        Assert.Equal("worker-1", (await store.ReadAsync([Replica], CancellationToken.None))[Replica].Worker);
    }

    [Fact]
    public async Task After_the_expiry_another_worker_takes_over_and_the_old_epoch_is_refused()
    {
        var contexts = await DatabaseAsync();
        var (one, two) = (Worker("worker-1", contexts), Worker("worker-2", contexts));
        await one.RoundAsync();

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(LeaseCheck.NotOwner, one.Held.Check(Replica, 1));
        Assert.False(await two.RoundAsync());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await two.RoundAsync());

        Assert.Equal(LeaseCheck.Held, two.Held.Check(Replica, 2));
        Assert.Equal(LeaseCheck.OldEpoch, two.Held.Check(Replica, 1));
        Assert.True(await one.RoundAsync());
        Assert.Null(one.Held.Known(Replica));
    }

    [Fact]
    public async Task Renewing_keeps_a_replica_for_as_long_as_the_owner_lives()
    {
        var contexts = await DatabaseAsync();
        var (one, two) = (Worker("worker-1", contexts), Worker("worker-2", contexts));
        await one.RoundAsync();
        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(3));
            Assert.False(await one.RoundAsync());
            Assert.False(await two.RoundAsync());
        }

        Assert.Equal(LeaseCheck.Held, one.Held.Check(Replica, 1));
    }

    [Fact]
    public async Task Many_leases_are_renewed_together_and_one_that_another_has_taken_is_not()
    {
        var contexts = await DatabaseAsync();
        var one = Worker("worker-1", contexts);
        LeaseWish[] wishes = [new("a", IsStandby: false), new("b", IsStandby: false), new("c", IsStandby: false)];
        Assert.True((await one.Rounds.RunAsync(() => wishes, CancellationToken.None)).IsChanged);
        var store = new LeaseStore(contexts);
        var row = (await store.ReadAsync(["b"], CancellationToken.None))["b"];
        var taken = new Lease(new Owner("worker-2", "b"), 2, _clock.GetUtcNow());
        Assert.True(await store.TryWriteAsync(row, "b", taken, CancellationToken.None));
        _clock.Advance(TimeSpan.FromSeconds(8));

        var epochs = wishes.ToDictionary(wish => wish.Replica, _ => 1L, StringComparer.Ordinal);
        var me = new Owner("worker-1", "http://worker-1:8081");
        var renewed = await store.RenewAsync(epochs, me, _clock.GetUtcNow(), CancellationToken.None);
        var round = await one.Rounds.RunAsync(() => wishes, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal(["a", "c"], renewed.Order(StringComparer.Ordinal));
        Assert.True(round.IsChanged);
        Assert.Equal(LeaseCheck.Held, one.Held.Check("a", 1));
        Assert.Equal(LeaseCheck.NotOwner, one.Held.Check("b", 1));
        Assert.Equal(LeaseCheck.Held, one.Held.Check("c", 1));
    }

    [Fact]
    public async Task With_the_database_away_a_worker_serves_until_the_expiry_it_knows_and_no_longer()
    {
        var contexts = await DatabaseAsync();
        var one = Worker("worker-1", contexts);
        await one.RoundAsync();
        contexts.Connection = $"Data Source={_file}.gone;Mode=ReadOnly;Pooling=False";

        _clock.Advance(TimeSpan.FromSeconds(9.9));
        await Assert.ThrowsAnyAsync<Exception>(one.RoundAsync);
        Assert.Equal(LeaseCheck.Held, one.Held.Check(Replica, 1));

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(LeaseCheck.NotOwner, one.Held.Check(Replica, 1));

        contexts.Connection = Connection;
        Assert.True(await one.RoundAsync());
        Assert.Equal(LeaseCheck.Held, one.Held.Check(Replica, 1));
    }

    [Fact]
    public async Task A_worker_that_stops_in_good_order_is_replaced_at_once()
    {
        var contexts = await DatabaseAsync();
        var (one, two) = (Worker("worker-1", contexts), Worker("worker-2", contexts));
        await one.RoundAsync();

        await one.Rounds.ReleaseAsync([Replica], CancellationToken.None);

        Assert.Equal(LeaseCheck.NotOwner, one.Held.Check(Replica, 1));
        Assert.True(await two.RoundAsync());
        Assert.Equal(LeaseCheck.Held, two.Held.Check(Replica, 2));
    }
}
