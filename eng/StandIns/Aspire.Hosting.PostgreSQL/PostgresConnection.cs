using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace Aspire.Hosting;

internal static class PostgresConnection
{
    /// <summary>Without a pool: the AppHost asks rarely, and a pool would keep connections to a server that was replaced.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(
        IResourceWithConnectionString resource,
        CancellationToken cancellationToken
    )
    {
        var text = await resource.GetConnectionStringAsync(cancellationToken);
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(text) { Pooling = false }.ConnectionString
        );
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public static async Task RunAsync(
        this NpgsqlConnection connection,
        string statement,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
