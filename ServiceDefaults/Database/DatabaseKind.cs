namespace Orchestrator.ServiceDefaults;

/// <summary>The two databases that every service can keep its tables in. The names are folders of migrations.</summary>
public enum DatabaseKind
{
    Postgres,
    Sqlite,
}
