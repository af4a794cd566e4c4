using System.Diagnostics;
using System.Globalization;

namespace LocalServers;

/// <summary>A server process that cannot outlive this one: see <see cref="GuardScript"/>.</summary>
internal sealed class GuardedProcess : IServerProcess
{
    private readonly Process _guard;
    private readonly Action<string> _log;
    private readonly TaskCompletionSource<int> _id = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GuardedProcess(Process guard, Action<string> log)
    {
        _guard = guard;
        _log = log;
        guard.EnableRaisingEvents = true;
        guard.OutputDataReceived += (_, line) => Read(line.Data);
        guard.ErrorDataReceived += (_, line) => Read(line.Data);
        guard.Exited += (_, _) => GiveUp();
    }

    /// <summary>The server's own process, not the guard's.</summary>
    public int Id => _id.Task.Result;

    /// <summary>Ends with the server's exit code, however it ended.</summary>
    public Task<int> Exited => _exited.Task;

    public static async Task<IServerProcess> StartAsync(
        GuardedCommand command,
        Action<string> log,
        CancellationToken cancellationToken
    )
    {
        var process = new GuardedProcess(new Process { StartInfo = command.ToStartInfo() }, log);
        process._guard.Start();
        process._guard.BeginOutputReadLine();
        process._guard.BeginErrorReadLine();
        await process._id.Task.WaitAsync(cancellationToken);
        return process;
    }

    public async Task SignalAsync(string signal)
    {
        if (!Exited.IsCompleted)
        {
            await _guard.StandardInput.WriteAsync($"{signal}\n");
            await _guard.StandardInput.FlushAsync();
        }
    }

    public async Task KillAsync()
    {
        if (!Exited.IsCompleted)
        {
            await ProcessTree.KillAsync(Id);
            await Exited;
        }
    }

    /// <summary>Lets the guard go, which ends the server if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (Number(line, GuardScript.IdPrefix) is { } id)
        {
            _id.TrySetResult(id);
        }
        else if (Number(line, GuardScript.ExitPrefix) is { } code)
        {
            _exited.TrySetResult(code);
        }
        else
        {
            _log(line);
        }
    }

    private void GiveUp()
    {
        _id.TrySetException(new InvalidOperationException("The guard of a server ended before the server began."));
        _exited.TrySetResult(-1);
    }

    private static int? Number(string line, string prefix) =>
        line.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(line.AsSpan(prefix.Length), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
