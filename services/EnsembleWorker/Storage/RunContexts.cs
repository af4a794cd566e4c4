using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Storage;

/// <summary>
/// Contexts for what is said of runs, so many at once and no more: a thousand runs write often. A SQLite file takes one
/// writer; others would sleep on a thread each and try again, until some of them have waited too long. Here they wait without
/// a thread, in turn. Whoever has a context must not ask for another one.
/// </summary>
internal sealed class RunContexts : IDbContextFactory<WorkerDbContext>, IDisposable
{
    private readonly IDbContextFactory<WorkerDbContext> _contexts;
    private readonly SemaphoreSlim _turns;

    public RunContexts(IDbContextFactory<WorkerDbContext> contexts, IOptions<EnsembleWorkerOptions> options)
    {
        _contexts = contexts;
        using var any = contexts.CreateDbContext();
        _turns = new SemaphoreSlim(any.Database.IsSqlite() ? 1 : options.Value.Runs.MaxDatabaseCalls);
    }

    /// <summary>For renewals of leases: a thousand runs that write must not cost each other their leases.</summary>
    public IDbContextFactory<WorkerDbContext> PastTheQueue => _contexts;

    public WorkerDbContext CreateDbContext() =>
        throw new NotSupportedException("Turns are waited for without a thread.");

    public async Task<WorkerDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        await _turns.WaitAsync(cancellationToken);
        var turn = new Turn(_turns);
        try
        {
            var context = await _contexts.CreateDbContextAsync(cancellationToken);
            context.Turn = turn;
            return context;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    public void Dispose() => _turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        private SemaphoreSlim? _turns = turns;

        public void Dispose() => Interlocked.Exchange(ref _turns, null)?.Release();
    }
}
