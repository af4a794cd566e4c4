namespace Orchestrator.ServiceDefaults.Tests.Database;

public sealed class SqliteFileTests : IDisposable
{
    private readonly DirectoryInfo _around = Directory.CreateTempSubdirectory("orchestrator-test-");

    public void Dispose() => _around.Delete(recursive: true);

    [Fact]
    public void A_new_folder_is_for_its_user_only_and_those_above_it_are_as_usual()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var above = Path.Combine(_around.FullName, "above");
        var usual = _around.CreateSubdirectory("usual").UnixFileMode;

        SqliteFile.ConnectionString(Path.Combine(above, "data"), "notes", TimeSpan.FromSeconds(1));

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(above, "data"))
        );
        Assert.Equal(usual, File.GetUnixFileMode(above));
    }
}
