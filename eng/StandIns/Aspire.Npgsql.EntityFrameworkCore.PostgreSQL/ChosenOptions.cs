using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>What a context's own registration said, before it is enriched.</summary>
internal sealed record ChosenOptions(string ContextName, bool HasStrategy, int? CommandTimeout)
{
    public static ChosenOptions Of<TContext>(DbContextOptionsBuilder options)
        where TContext : DbContext
    {
        var relational = options.Options.Extensions.OfType<RelationalOptionsExtension>().FirstOrDefault();
        return new ChosenOptions(
            typeof(TContext).Name,
            relational?.ExecutionStrategyFactory is not null,
            relational?.CommandTimeout
        );
    }

    /// <summary>A strategy of the registration's own stays; two different timeouts cannot both be meant.</summary>
    public NpgsqlEntityFrameworkCorePostgreSQLSettings Reconcile(NpgsqlEntityFrameworkCorePostgreSQLSettings settings)
    {
        if (CommandTimeout is { } chosen && settings.CommandTimeout is { } asked && chosen != asked)
        {
            throw new InvalidOperationException(
                $"Conflicting values for 'CommandTimeout' were found in "
                    + $"{nameof(NpgsqlEntityFrameworkCorePostgreSQLSettings)} ({asked}) and set in "
                    + $"DbContextOptions<{ContextName}> ({chosen})."
            );
        }

        return new NpgsqlEntityFrameworkCorePostgreSQLSettings
        {
            DisableRetry = settings.DisableRetry || HasStrategy,
            CommandTimeout = settings.CommandTimeout,
        };
    }
}
