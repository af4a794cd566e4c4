using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orchestrator.Inference;
using Orchestrator.Inference.Ollama;

namespace Orchestrator.LlamaCppHost.Tests;

/// <summary>The host as a process of its own with a folder of models, reached over a real socket.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly OllamaProvider _clients = new(Options.Create(new OllamaOptions()), TimeProvider.System);

    private HostProcess(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string ModelsFolder => _folder.FullName;

    public string Output => string.Join('\n', _output);

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public OllamaReplicaClient Client { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Started and ready, with one tiny model.</summary>
    public static async Task<HostProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var host = Begin(settings);
        TinyModel.Write(Path.Combine(host.ModelsFolder, "tiny.gguf"));
        string? ready = null;
        await Wait.UntilAsync(
            () =>
            {
                Assert.False(host.HasExited, host.Output);
                ready = host._output.FirstOrDefault(line => line.StartsWith("Ready:", StringComparison.Ordinal));
                return ready is not null;
            },
            "the host is ready"
        );
        var address = new Uri(ready!.Split(' ')[^1]);
        host.Client = host._clients.Create(new ReplicaEndpoint("llama", address));
        host.Http = new HttpClient { BaseAddress = address };
        await Wait.UntilAsync(
            async () => (await host.Client.ListInstalledAsync(CancellationToken.None)).Count > 0,
            "the host lists its model"
        );
        return host;
    }

    /// <summary>Started only: it may well end by itself.</summary>
    public static HostProcess Begin(params (string Name, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-llamahost-");
        var start = DotnetStart.Of([typeof(LlamaCppHostModule).Assembly.Location, "--stop-with-parent"]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["LlamaCpp__LibraryFolder"] = LlamaNative.Folder;
        start.Environment["LlamaCpp__ModelsFolder"] = folder.FullName;
        start.Environment["LlamaCpp__Threads"] = "1";
        start.Environment["Logging__LogLevel__Orchestrator"] = "Debug";
        start.Environment["LlamaCpp__ScanInterval"] = "00:00:00.050";
        foreach (var (name, value) in settings)
        {
            start.Environment[$"LlamaCpp__{name}"] = value;
        }

        return new HostProcess(Process.Start(start)!, folder);
    }

    public Task WaitForExitAsync() => Wait.ForAsync(_process.WaitForExitAsync(), "the host ends by itself");

    /// <summary>Memory of the process that really is in use.</summary>
    public long ResidentKilobytes()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // As when the worker dies: the pipe closes.
            _process.StandardInput.Close();
            await WaitForExitAsync();
        }

        _process.Dispose();
        Http?.Dispose();
        Client?.Dispose();
        _clients.Dispose();
        _folder.Delete(recursive: true);
    }
}
