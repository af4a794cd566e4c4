using System.Security.Cryptography;
using System.Text;

namespace LocalServers;

/// <summary>Gives data of an earlier start this start's user and password, before the server listens.</summary>
internal sealed class PostgresLogin(ServerSettings settings, string data, Action<string> log)
{
    // Its digest is compared, because asking the cluster costs a third of a second.
    private string Note => Path.Combine(settings.Folder, "login");

    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (settings.Password is { } password && !IsNoted())
        {
            await RunAsync(Statements(password) + DatabaseOfUser(), cancellationToken);
            await PrivateFolder.WriteAsync(Note, Digest(), cancellationToken);
        }
    }

    /// <summary>A new cluster has user and password from its creation.</summary>
    public async Task NoteAsync(CancellationToken cancellationToken)
    {
        if (DatabaseOfUser() is { Length: > 0 } statement)
        {
            await RunAsync(statement, cancellationToken);
        }

        await PrivateFolder.WriteAsync(Note, Digest(), cancellationToken);
    }

    private async Task RunAsync(string statements, CancellationToken cancellationToken)
    {
        var line = PostgresPrograms.AsServer("postgres", "--single", "-D", data, "postgres");
        var code = await OneCommand.RunAsync(line, settings.Folder, log, cancellationToken, statements);
        if (code != 0)
        {
            throw new InvalidOperationException($"PostgreSQL did not take user and password: exit code {code}.");
        }
    }

    private bool IsNoted() => File.Exists(Note) && File.ReadAllText(Note) == Digest();

    private string Digest() =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.User}\0{settings.Password}")));

    // In single-user mode a line is a statement.
    private string Statements(string password)
    {
        var name = Quoted(settings.User, '"');
        return $"DO $$BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {Quoted(settings.User, '\'')}) "
            + $"THEN CREATE ROLE {name} SUPERUSER; END IF; END$$\n"
            + $"ALTER ROLE {name} LOGIN PASSWORD {Quoted(password, '\'')}\n";
    }

    // If it exists already, single-user mode says so in the log and goes on.
    private string DatabaseOfUser() =>
        settings.HasDatabaseOfUser && settings.User != "postgres"
            ? $"CREATE DATABASE {Quoted(settings.User, '"')} OWNER {Quoted(settings.User, '"')}\n"
            : "";

    private static string Quoted(string text, char mark) =>
        $"{mark}{text.Replace($"{mark}", $"{mark}{mark}", StringComparison.Ordinal)}{mark}";
}
