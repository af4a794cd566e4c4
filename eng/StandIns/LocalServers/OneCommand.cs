using System.ComponentModel;
using System.Diagnostics;

namespace LocalServers;

/// <summary>Runs a command to its end and passes its lines on.</summary>
internal static class OneCommand
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> line,
        string folder,
        Action<string> log,
        CancellationToken cancellationToken,
        string input = ""
    )
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(line[0], line.Skip(1))
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        process.OutputDataReceived += (_, output) => Pass(output.Data, log);
        process.ErrorDataReceived += (_, output) => Pass(output.Data, log);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }

    /// <summary>For what is good to have: that the program is not installed is only a line more.</summary>
    public static async Task TryRunAsync(IReadOnlyList<string> line, string folder, Action<string> log)
    {
        try
        {
            await RunAsync(line, folder, log, CancellationToken.None);
        }
        catch (Win32Exception exception)
        {
            log($"{string.Join(' ', line)} could not be run: {exception.Message}");
        }
    }

    private static void Pass(string? line, Action<string> log)
    {
        if (line is not null)
        {
            log(line);
        }
    }
}
