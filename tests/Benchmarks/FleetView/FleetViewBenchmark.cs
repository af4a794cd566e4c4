using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Orchestrator.Benchmarks.Figures;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Benchmarks.Targets;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Testing;

namespace Orchestrator.Benchmarks.FleetView;

/// <summary>
/// A profiler as a process of its own beside a fleet of 1,000 replicas with 200 models each: what it costs while nothing
/// changes, and how long a change takes from the worker that tells it to a reader of the view.
/// </summary>
internal static class FleetViewBenchmark
{
    public const string Usage = "fleet-view [workers] [replicas of each] [models of each] (50 20 200)";

    private const string Credential = "a-credential-only-for-benchmarks";
    private const int Changes = 200;
    private const double NearlyAll = 0.99;
    private const double HalfOfAll = 0.5;
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(30);

    public static async Task<string> RunAsync(int workers, int replicasEach, int models)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-bench-");
        try
        {
            int[] ports = [.. Enumerable.Range(0, workers).Select(_ => FreePort.TakeAddress().Port)];
            await using var owners = await ManyOwners.StartAsync(ports, replicasEach, models);
            var (http, grpc) = (FreePort.TakeAddress(), FreePort.TakeAddress());
            await using var profiler = ChildProcess.Start(
                "profiler",
                folder.FullName,
                "dotnet",
                [OwnProcesses.AssemblyOf("Profiler")],
                SettingsOf(http, grpc, folder.FullName, ports)
            );
            await Ready.WaitAsync(new Uri(http, "ready"), "", profiler, CancellationToken.None);
            return await MeasureAsync(owners, profiler.Id, grpc, workers, replicasEach, models);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> MeasureAsync(
        ManyOwners owners,
        int process,
        Uri grpc,
        int workers,
        int replicasEach,
        int models
    )
    {
        using var channel = GrpcChannel.ForAddress(
            grpc,
            new GrpcChannelOptions { MaxReceiveMessageSize = 8 * 1024 * 1024 }
        );
        var metadata = new Metadata { { "x-service-credential", Credential } };
        using var watch = new Profiler.ProfilerClient(channel).WatchFleet(new WatchFleetRequest(), metadata);
        var reader = new ViewReader(watch.ResponseStream);
        await reader.UntilAsync(workers * replicasEach);
        await Task.Delay(_settle);
        var load = await CpuAsync(process, _idle);
        var started = Stopwatch.GetTimestamp();
        using var whole = new Profiler.ProfilerClient(channel).WatchFleet(
            new WatchFleetRequest { Speeds = true },
            metadata
        );
        var (parts, bytes) = await ViewReader.ReadSnapshotAsync(whole.ResponseStream);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var latencies = await LatenciesAsync(owners, reader, workers);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            | {workers * replicasEach} replicas × {models} models, {workers} workers | |
            | --- | --- |
            | CPU of the profiler, nothing changes, signs of life every 2 s | {load * 100:0.0} % of a core |
            | memory of the profiler | {MemoryOf(process) / 1048576.0:0} MB |
            | change told by a worker → read from the view, p50 | {Percentiles.Of(latencies, HalfOfAll):0.0} ms |
            | the same, p99 of {Changes} | {Percentiles.Of(latencies, NearlyAll):0.0} ms |
            | a whole snapshot with all {workers
                * replicasEach
                * models} speeds | {seconds:0.0} s, {parts} parts, {bytes / 1048576.0:0} MB |
            """
        );
    }

    private static async Task<List<double>> LatenciesAsync(ManyOwners owners, ViewReader reader, int workers)
    {
        var latencies = new List<double>(Changes);
        for (var i = 0; i < Changes; i++)
        {
            var worker = i % workers;
            // Each worker tells another number each time.
            var slots = (uint)(2 + (i / workers));
            var started = Stopwatch.GetTimestamp();
            owners.Change(worker, slots);
            await reader.UntilAsync(string.Create(CultureInfo.InvariantCulture, $"replica-{worker}-0"), slots);
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        latencies.Sort();
        return latencies;
    }

    private static async Task<double> CpuAsync(int process, TimeSpan time)
    {
        var before = TicksOf(process);
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(time);
        return (TicksOf(process) - before) / ProcStat.TicksPerSecond / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static long TicksOf(int process) =>
        ProcStat.Parse(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"))).CpuTicks;

    private static long MemoryOf(int process)
    {
        using var found = Process.GetProcessById(process);
        return found.WorkingSet64;
    }

    private static Dictionary<string, string> SettingsOf(Uri http, Uri grpc, string folder, int[] ports)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Endpoints__Http"] = http.ToString(),
            ["Endpoints__Grpc"] = grpc.ToString(),
            ["ORCHESTRATOR_DATA_DIRECTORY"] = folder,
            ["Stopping__WithParent"] = "true",
            ["ServiceCredential"] = Credential,
        };
        for (var i = 0; i < ports.Length; i++)
        {
            settings[string.Create(CultureInfo.InvariantCulture, $"services__worker-{i}__grpc__0")] = string.Create(
                CultureInfo.InvariantCulture,
                $"http://127.0.0.1:{ports[i]}/"
            );
        }

        return settings;
    }
}
