using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.NativeReplicas;
using Orchestrator.EnsembleWorker.Tests.Module;
using Orchestrator.Testing;
using Orchestrator.Testing.LlamaCpp;

namespace Orchestrator.EnsembleWorker.Tests.NativeReplicas;

/// <summary>The whole worker with a real process that runs the real library.</summary>
public sealed class NativeReplicaTests : IDisposable
{
    private const string Name = "llama-1";

    private readonly DirectoryInfo _models = Directory.CreateTempSubdirectory("orchestrator-models-");

    [LlamaFact]
    public async Task A_process_with_llama_cpp_is_a_replica_like_any_other()
    {
        await using var worker = await StartAsync();
        var replica = await worker.ReadyAsync();

        var text = await AskAsync(worker, replica.Epoch);

        Assert.Equal(Name, replica.Name);
        Assert.Equal("tiny:latest", Assert.Single(replica.Models).Name);
        Assert.Equal(TinyModel.ChatAnswer, text);
    }

    [LlamaFact]
    public async Task A_native_crash_ends_the_process_alone_and_the_next_call_is_answered()
    {
        await using var worker = await StartAsync();
        var replica = await worker.ReadyAsync();
        var children = worker.Services.GetRequiredService<LlamaCppChildLoop>();
        var first = children.Running[Name];
        for (var crash = 0; crash < 2; crash++)
        {
            var victim = children.Running[Name];
            await Wait.UntilAsync(
                () =>
                {
                    if (children.Running.TryGetValue(Name, out var process) && process == victim)
                    {
                        // The runtime takes the first one for a passing fault; a real fault would come again, too.
                        Signal("-SEGV", victim);
                        return false;
                    }

                    return process != 0;
                },
                "another process is started"
            );
        }

        var back = await AnsweredAsync(worker);

        Assert.Equal(TinyModel.ChatAnswer, back);
        Assert.NotEqual(first, children.Running[Name]);
        Assert.Contains(worker.Log.Lines, line => line.Id.Id == 3752 && line.Message.Contains("ended with 139"));
    }

    [LlamaFact]
    public async Task The_process_ends_with_its_worker()
    {
        var worker = await StartAsync();
        await worker.ReadyAsync();
        var child = worker.Services.GetRequiredService<LlamaCppChildLoop>().Running[Name];

        await worker.DisposeAsync();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(child));
    }

    [LlamaFact]
    public async Task A_wrong_folder_is_told_once_and_the_worker_goes_on()
    {
        await using var worker = await StartAsync(("Worker:LlamaCpp:0:LibraryFolder", "/nowhere"));
        var children = worker.Services.GetRequiredService<LlamaCppChildLoop>();

        await Wait.UntilAsync(() => Ends(worker).Count >= 3, "it is tried again");

        var told = Ends(worker);
        Assert.Contains("/nowhere", told[0].Message, StringComparison.Ordinal);
        Assert.Equal(1, told.Count(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Warning));
        Assert.False(children.ExecuteTask?.IsCompleted);
    }

    [LlamaFact]
    public async Task A_host_program_that_is_not_there_is_told_and_looked_for_again()
    {
        await using var worker = await StartAsync(("Worker:LlamaCpp:0:HostPath", "/nowhere/host.dll"));

        await Wait.UntilAsync(() => Ends(worker).Count >= 2, "it is tried again");

        Assert.Contains("/nowhere/host.dll", Ends(worker)[0].Message, StringComparison.Ordinal);
    }

    [LlamaFact]
    public async Task A_port_that_somebody_else_took_is_given_up_for_another()
    {
        await using var worker = await StartAsync(
            ("Worker:LlamaCppChildren:FirstRestartWait", "00:00:01"),
            ("Worker:LlamaCppChildren:MaxRestartWait", "00:00:01")
        );
        await worker.ReadyAsync();
        var children = worker.Services.GetRequiredService<LlamaCppChildLoop>();
        var source = worker.Services.GetRequiredService<LlamaCppSource>();
        var before = source.AddressOf(Name);

        Signal("-KILL", children.Running[Name]);
        await Wait.UntilAsync(() => !children.Running.ContainsKey(Name), "the process is gone");
        using var thief = new TcpListener(IPAddress.Loopback, before.Port);
        thief.Start();
        var refusals = RefuseAsync(thief);

        Assert.Equal(TinyModel.ChatAnswer, await AnsweredAsync(worker));
        Assert.NotEqual(before, source.AddressOf(Name));
        thief.Stop();
        await Wait.ForAsync(refusals, "nobody is refused any more");
    }

    public void Dispose() => _models.Delete(recursive: true);

    private Task<WorkerHost> StartAsync(params (string Key, string Value)[] settings)
    {
        TinyModel.Write(Path.Combine(_models.FullName, "tiny.gguf"));
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Worker:LlamaCpp:0:Name"] = Name,
            ["Worker:LlamaCpp:0:LibraryFolder"] = LlamaNative.Folder,
            ["Worker:LlamaCpp:0:ModelsFolder"] = _models.FullName,
            ["Worker:LlamaCpp:0:Threads"] = "1",
            ["Worker:LlamaCpp:0:HostPath"] = Repository.PathOf(
                "artifacts",
                "bin",
                "LlamaCppHost",
                Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
                "Orchestrator.LlamaCppHost.dll"
            ),
            ["Logging:LogLevel:Orchestrator.EnsembleWorker.NativeReplicas"] = "Debug",
            ["Worker:LlamaCppChildren:FirstRestartWait"] = "00:00:00.050",
            ["Worker:LlamaCppChildren:MaxRestartWait"] = "00:00:00.200",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return WorkerHost.StartAsync(replica: null, all);
    }

    private static async Task<string> AskAsync(WorkerHost worker, ulong epoch)
    {
        var request = new GenerateRequest
        {
            RunId = "run-1",
            Attempt = 1,
            Replica = Name,
            Epoch = epoch,
            Model = "tiny:latest",
            Messages =
            {
                new Message { Role = "user", Content = "What is it?" },
            },
            Sampling = new Sampling { Temperature = 0 },
        };
        using var call = worker.Client.Generate(request);
        return string.Concat((await Calls.ReadAsync(call)).Select(chunk => chunk.Delta?.Content ?? ""));
    }

    // As a caller does it: a call that fails is tried again, on what the worker then owns.
    private static async Task<string> AnsweredAsync(WorkerHost worker)
    {
        var answer = "";
        await Wait.UntilAsync(
            async () =>
            {
                try
                {
                    answer = await AskAsync(worker, (await worker.ReadyAsync()).Epoch);
                    return true;
                }
                catch (RpcException)
                {
                    return false;
                }
            },
            "a call is answered again"
        );
        return answer;
    }

    private static async Task RefuseAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                (await listener.AcceptSocketAsync()).Dispose();
            }
        }
        // The listener was stopped.
        catch (SocketException) { }
    }

    private static List<LogRecorder.Line> Ends(WorkerHost worker) =>
        [.. worker.Log.Lines.Where(line => line.Id.Id == 3752)];

    private static void Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
