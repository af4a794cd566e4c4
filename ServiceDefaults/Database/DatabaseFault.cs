using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Orchestrator.ServiceDefaults;

/// <summary>Tells a database that may answer later from one that says no. Pure.</summary>
internal static class DatabaseFault
{
    // Results of SQLite: another connection writes to the file, or reads the table that is to be changed.
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    public static bool IsAway(Exception exception) =>
        exception switch
        {
            RetryLimitExceededException { InnerException: { } inner } => IsAway(inner),
            NpgsqlException { IsTransient: true } => true,
            // A name that is not known yet comes without any wrapping.
            NpgsqlException { InnerException: SocketException } or SocketException or TimeoutException => true,
            SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => true,
            _ => false,
        };
}
