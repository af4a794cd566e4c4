using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Processes;

/// <summary>
/// One process that clears up when this one is killed: it notices by the end of its input. It is not a child of ours (its
/// starter ends at once), so that a kill of our whole tree does not take it along.
/// </summary>
internal sealed class ProcessGuard : IProcessGuard
{
    private const string ScriptName = "guard.sh";

    /// <summary>Not as an argument: whoever lists processes would have to read it.</summary>
    private const string ScriptVariable = "ASPIRE_STANDIN_GUARD";

    private readonly Lock _lock = new();
    private readonly Process _starter;

    private ProcessGuard(Process starter) => _starter = starter;

    public static ProcessGuard Start(string marker, int graceSeconds)
    {
        var command = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        command.Environment[ScriptVariable] = Script();
        var starter = OwnSession.Command(
            command,
            "sh",
            [
                "-c",
                $"eval \"${ScriptVariable}\"",
                "aspire-guard",
                marker,
                graceSeconds.ToString(CultureInfo.InvariantCulture),
            ]
        );
        return new ProcessGuard(Process.Start(starter)!);
    }

    public void Add(int processId) => Tell("add", processId.ToString(CultureInfo.InvariantCulture));

    public void Remove(int processId) => Tell("remove", processId.ToString(CultureInfo.InvariantCulture));

    public void AddFolder(string path) => Tell("folder", path);

    /// <summary>Lets it go; it first ends what is still known to it, which after an orderly stop is nothing.</summary>
    public async Task EndAsync(TimeSpan limit)
    {
        lock (_lock)
        {
            CloseInput();
        }

        // It holds its output open as long as it runs.
        Task ended = _starter.StandardOutput.ReadToEndAsync();
        await ended.WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _starter.Dispose();
    }

    private static string Script()
    {
        using var stream = typeof(ProcessGuard).Assembly.GetManifestResourceStream(ScriptName)!; // embedded
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void Tell(string verb, string value)
    {
        lock (_lock)
        {
            try
            {
                _starter.StandardInput.Write($"{verb} {value}\n");
                _starter.StandardInput.Flush();
            }
            // Someone has ended the guard: the application goes on without it.
            catch (IOException) { }
        }
    }

    private void CloseInput()
    {
        try
        {
            _starter.StandardInput.Close();
        }
        catch (IOException) { }
    }
}
