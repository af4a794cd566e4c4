using System.Reflection;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Orchestrator.StandIns.Tests.Sqlite;

public sealed class ErrorTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("INSERT INTO t VALUES (1, 'x', 1)", 1555)] // primary key
    [InlineData("INSERT INTO t VALUES (2, 'a', 1)", 2067)] // unique
    [InlineData("INSERT INTO t VALUES (2, NULL, 1)", 1299)] // not null
    [InlineData("INSERT INTO t VALUES (2, 'x', -1)", 275)] // check
    [InlineData("INSERT INTO u VALUES (99)", 787)] // foreign key
    public void A_broken_constraint_carries_its_extended_code(string sql, int extendedCode)
    {
        using var connection = _file.Open();
        connection.Run(
            """
            PRAGMA foreign_keys = ON;
            CREATE TABLE t (id INT PRIMARY KEY, name TEXT NOT NULL UNIQUE, n INT CHECK (n > 0));
            CREATE TABLE u (t INT REFERENCES t (id));
            INSERT INTO t VALUES (1, 'a', 1);
            """
        );

        var error = Assert.Throws<SqliteException>(() => connection.Run(sql));

        Assert.Equal(19, error.SqliteErrorCode);
        Assert.Equal(extendedCode, error.SqliteExtendedErrorCode);
        Assert.Contains("constraint failed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_the_text_is_quoted()
    {
        using var connection = _file.Open();

        var error = Assert.Throws<SqliteException>(() => connection.Run("SELEKT 1"));

        Assert.Equal(1, error.SqliteErrorCode);
        Assert.Contains("near \"SELEKT\": syntax error", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_says_so()
    {
        using var connection = new SqliteConnection($"Data Source={_file.FilePath}/no-such/folder.db");

        Assert.Equal(14, Assert.Throws<SqliteException>(connection.Open).SqliteErrorCode);
    }

    [Fact]
    public void A_file_that_is_no_database_says_so()
    {
        File.WriteAllText(_file.FilePath, new string('x', 4096));
        using var connection = _file.Open();

        Assert.Equal(26, Assert.Throws<SqliteException>(() => connection.Ask("SELECT * FROM t")).SqliteErrorCode);
    }

    [Fact]
    public void A_read_only_connection_writes_nothing()
    {
        _file.Open().Dispose();
        using var connection = new SqliteConnection($"Data Source={_file.FilePath};Mode=ReadOnly;Pooling=False");
        connection.Open();

        Assert.Equal(8, Assert.Throws<SqliteException>(() => connection.Run("CREATE TABLE t (v)")).SqliteErrorCode);
    }

    [Fact]
    public void A_password_is_refused_because_nothing_would_encrypt()
    {
        using var connection = new SqliteConnection($"Data Source={_file.FilePath};Password=secret");

        Assert.Throws<InvalidOperationException>(connection.Open);
    }

    [Fact]
    public void An_extension_that_is_not_there_is_an_error_of_its_own()
    {
        using var connection = _file.Open();
        connection.EnableExtensions(true);

        var error = Assert.Throws<SqliteException>(() => connection.LoadExtension("/no/such/extension"));
        Assert.Contains("/no/such/extension", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_sqlite_learns_how_to_install_it()
    {
        var load = typeof(raw)
            .Assembly.GetType("SQLitePCL.Native.SystemLibrary")!
            .GetMethod("Load", BindingFlags.Static | BindingFlags.NonPublic)!;

        var thrown = Assert.Throws<TargetInvocationException>(() => load.Invoke(null, [(string[])["libno-such.so.0"]]));

        var error = Assert.IsType<DllNotFoundException>(thrown.InnerException);
        Assert.Contains("libno-such.so.0", error.Message, StringComparison.Ordinal);
        Assert.Contains(InstallCommand(), error.Message, StringComparison.Ordinal);
    }

    private static string InstallCommand() =>
        OperatingSystem.IsWindows() ? "winsqlite3.dll"
        : OperatingSystem.IsMacOS() ? "brew install sqlite"
        : "apt-get install libsqlite3-0";
}
