namespace Orchestrator.AppHost.Tests;

public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryInfo _around = Directory.CreateTempSubdirectory("orchestrator-");

    public void Dispose() => _around.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public void A_new_folder_is_for_its_user_only_and_those_above_it_are_as_usual(string end)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var above = Path.Combine(_around.FullName, "above");
        var usual = _around.CreateSubdirectory("usual").UnixFileMode;

        using var folder = DataFolder.Open(Path.Combine(above, "data") + end);

        Assert.Equal(UserOnly, File.GetUnixFileMode(Path.Combine(above, "data")));
        Assert.Equal(usual, File.GetUnixFileMode(above));
    }

    [Fact]
    public void A_folder_that_was_there_keeps_the_permissions_that_somebody_gave_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var chosen = UserOnly | UnixFileMode.GroupRead;
        var existing = _around.CreateSubdirectory("data");
        existing.UnixFileMode = chosen;

        using var folder = DataFolder.Open(existing.FullName);

        Assert.Equal(chosen, File.GetUnixFileMode(existing.FullName));
    }
}
