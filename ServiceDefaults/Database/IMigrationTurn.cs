using Microsoft.EntityFrameworkCore;

namespace Orchestrator.ServiceDefaults;

/// <summary>Lets one process at a time migrate the tables of one service. A process that dies gives its turn back.</summary>
internal interface IMigrationTurn<TContext>
    where TContext : DbContext
{
    /// <summary>Also makes sure that there is a database to connect to.</summary>
    /// <returns>The turn; it ends when this is disposed.</returns>
    Task<IAsyncDisposable> TakeAsync(TContext context, CancellationToken cancellationToken);
}
