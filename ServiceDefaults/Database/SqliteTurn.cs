using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// A lock of the operating system on a file beside the database. EF's own is a row of a table, which the death of a process
/// leaves behind, and the next start would wait for it for ever.
/// </summary>
internal sealed class SqliteTurn<TContext>(IOptions<DatabaseOptions> options, TimeProvider clock)
    : IMigrationTurn<TContext>
    where TContext : DbContext
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    public async Task<IAsyncDisposable> TakeAsync(TContext context, CancellationToken cancellationToken)
    {
        var path = $"{context.Database.GetDbConnection().DataSource}.lock";
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            // .NET has no type for "in use"; other reasons have types of their own, nearly all.
            catch (IOException exception)
                when (exception.GetType() == typeof(IOException)
                    && clock.GetElapsedTime(started) < options.Value.MigrationLimit
                )
            {
                await Task.Delay(_pause, clock, cancellationToken);
            }
        }
    }
}
