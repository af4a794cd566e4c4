using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Probing.Scheduling;

namespace Orchestrator.Profiler.Tests.Probing;

/// <summary>Keeps in memory what a database would.</summary>
internal sealed class RememberedProbes : IProbeMemory
{
    private readonly ConcurrentDictionary<Guid, ProbeWish> _wishes = [];

    public ConcurrentQueue<ProbeScore> Scores { get; } = [];

    public ConcurrentQueue<(string Replica, Spent Spent)> Spent { get; } = [];

    /// <summary>How many reads fail from now on.</summary>
    public int Outages { get; set; }

    public int Wishes => _wishes.Count;

    public void Wish(string digest, DateTimeOffset at, string replica = "a") =>
        _wishes[Guid.Empty] = new ProbeWish(Guid.Empty, digest, replica, at);

    public Task<ProbeHistory> ReadAsync(DateOnly day, CancellationToken cancellationToken) =>
        Outages-- > 0
            ? Task.FromException<ProbeHistory>(new IOException("Away."))
            : Task.FromResult(new ProbeHistory([.. Scores], day, ImmutableDictionary<string, Spent>.Empty));

    public Task KeepAsync(ProbeScore score, string model, CancellationToken cancellationToken)
    {
        Scores.Enqueue(score);
        return Task.CompletedTask;
    }

    public Task KeepSpentAsync(DateOnly day, string replica, Spent more, CancellationToken cancellationToken)
    {
        Spent.Enqueue((replica, more));
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ProbeWish>> ReadWishesAsync(int countMax, CancellationToken cancellationToken) =>
        Task.FromResult(_wishes.Values.Take(countMax).ToImmutableArray());

    public Task RemoveWishAsync(Guid id, CancellationToken cancellationToken)
    {
        _wishes.TryRemove(id, out _);
        return Task.CompletedTask;
    }
}
