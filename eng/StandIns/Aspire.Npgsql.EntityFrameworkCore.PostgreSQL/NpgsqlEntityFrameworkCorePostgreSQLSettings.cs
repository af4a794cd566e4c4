namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>Read from <c>Aspire:Npgsql:EntityFrameworkCore:PostgreSQL</c> and from the context's own section below it.</summary>
public sealed class NpgsqlEntityFrameworkCorePostgreSQLSettings
{
    /// <summary><c>ConnectionStrings:&lt;name&gt;</c> wins over this.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Without it a failed command is tried again; a transaction of one's own then needs an execution strategy.</summary>
    public bool DisableRetry { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }

    public bool DisableMetrics { get; set; }

    /// <summary>Seconds to wait for a command.</summary>
    public int? CommandTimeout { get; set; }
}
