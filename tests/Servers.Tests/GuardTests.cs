using System.Diagnostics;
using LocalServers;

namespace Orchestrator.Servers.Tests;

/// <summary>A server whose owner was killed ends in good order, and its folder goes.</summary>
public sealed class GuardTests : IDisposable
{
    // Starts the guard and waits: the guard's parent, whose input the guard shares.
    private const string Owner = """exec 3<&0; "$@" <&3 3<&- & wait""";

    // Tells that it was asked to end: a kill would leave no such word.
    private const string Server = """
        trap 'echo ended >"$1"; exit 0' TERM
        echo running >"$1"
        while :; do sleep 0.1; done
        """;

    private readonly string _around = Directory.CreateTempSubdirectory("orchestrator-guard-").FullName;

    [Fact]
    public async Task A_killed_owners_server_ends_in_good_order_and_its_folder_goes()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_around, "server")).FullName;
        var word = Path.Combine(_around, "word");
        using var owner = Process.Start(Command(folder, word))!; // never null without the shell
        await Wait.UntilAsync(() => Says(word, "running"), "the server runs");

        owner.Kill();
        await owner.WaitForExitAsync();
        Assert.NotEmpty(Traces.Of(folder));
        owner.StandardInput.Close(); // as the system does with the pipes of a process that is gone

        await Wait.UntilAsync(() => Says(word, "ended"), "the server is asked to end");
        await Wait.UntilAsync(() => !Directory.Exists(folder), "the folder is removed");
        await Wait.UntilAsync(() => Traces.Of(folder).Count == 0, "nothing of server and guard runs");
    }

    public void Dispose() => Directory.Delete(_around, recursive: true);

    private static ProcessStartInfo Command(string folder, string word)
    {
        string[] guard = ["/bin/sh", "-c", GuardScript.Text, "guard", "TERM", "100", folder];
        string[] server = ["/bin/sh", "-c", Server, "server", word];
        return new ProcessStartInfo("/bin/sh", ["-c", Owner, "owner", .. guard, .. server])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
    }

    private static bool Says(string file, string word) => File.Exists(file) && File.ReadAllText(file).Trim() == word;
}
