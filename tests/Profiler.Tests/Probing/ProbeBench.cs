using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Leadership;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Registry;
using Orchestrator.ServiceDefaults;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Models;
using Orchestrator.Testing;
using SampledBy = Orchestrator.Simulation.Answers.AnswerRequest;

namespace Orchestrator.Profiler.Tests.Probing;

/// <summary>A probe loop under a manual clock, with an owner behind a real socket whose models are simulated.</summary>
internal sealed class ProbeBench : IAsyncDisposable
{
    private readonly ServiceHost _host;
    private readonly ProbeLoop _loop;

    private ProbeBench(ServiceHost host, RememberedProbes memory, ProbingOptions settings)
    {
        _host = host;
        Memory = memory;
        var options = Options.Create(settings);
        var peers = host.Services.GetRequiredService<GrpcPeers>();
        Feed = new FleetFeed(Options.Create(new ProfilerOptions()), new IdSource(Clock));
        _loop = new ProbeLoop(
            Seat,
            new FleetProbes(Feed, options),
            memory,
            new ProbeCalls(peers, options, Clock),
            options,
            Clock,
            LoggerFactory.Create(logging => logging.AddProvider(Log)).CreateLogger<ProbeLoop>()
        );
    }

    public ManualTimeProvider Clock { get; } = new(Fleets.Noon);

    public LogRecorder Log { get; } = new();

    public RememberedProbes Memory { get; }

    public FleetFeed Feed { get; }

    public Seat Seat { get; } = new();

    public ScriptedOwner Owner => _host.Services.GetRequiredService<ScriptedOwner>();

    public static async Task<ProbeBench> StartAsync(RememberedProbes? memory = null, TimeSpan idleTime = default)
    {
        var host = await ServiceHost.StartAsync(
            builder =>
            {
                builder.AddServiceDefaults("profiler");
                builder.Services.AddSingleton<ScriptedOwner>();
            },
            app =>
            {
                app.MapDefaultEndpoints();
                app.MapGrpcService<ScriptedOwner>();
            }
        );
        var settings = new ProbingOptions
        {
            IdleTime = idleTime,
            RoundInterval = TimeSpan.FromMilliseconds(100),
            CallLimit = TimeSpan.FromMinutes(30),
            SecondsPerReplicaAndDay = 86_400,
            SecondsPerDay = 86_400,
        };
        var bench = new ProbeBench(host, memory ?? new RememberedProbes(), settings);
        await bench._loop.StartAsync(CancellationToken.None);
        return bench;
    }

    /// <summary>The owner reports a replica that holds this model in its memory, with a speed that is known.</summary>
    public void Own(string replica, string model, bool isLoaded = true)
    {
        var address = _host.Services.GetRequiredService<PeerAddresses>().OwnGrpc.ToString();
        var report = Reports.Replica(replica, model).With(Reports.Measured(model, 50)) with
        {
            Simulated = true,
            Loaded = isLoaded ? [new MemoryModel(model, 1, 1, 4096, null)] : [],
        };
        Feed.Apply(registry => registry.Hear(Reports.Full(report).From("worker-1", address), address));
    }

    /// <summary>Lets rounds pass until it is so.</summary>
    public Task UntilAsync(Func<bool> condition, string what) =>
        Wait.UntilAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromMilliseconds(100));
                return condition();
            },
            what
        );

    /// <summary>Lets so much time pass, in steps that are short enough for every round in it.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var until = Clock.GetUtcNow() + time;
        await UntilAsync(() => Clock.GetUtcNow() >= until, "time passes");
    }

    public async ValueTask DisposeAsync()
    {
        await _loop.StopAsync(CancellationToken.None);
        _loop.Dispose();
        await _host.DisposeAsync();
    }
}

internal sealed class Seat : ILeader
{
    public bool IsLeader { get; set; } = true;
}

/// <summary>An owner whose replicas hold simulated models; what it refuses is scripted.</summary>
internal sealed class ScriptedOwner : Worker.WorkerBase
{
    /// <summary>What was asked, answered or not.</summary>
    public ConcurrentQueue<ProbeRequest> Asked { get; } = [];

    /// <summary>With which status and cause the next calls end.</summary>
    public ConcurrentQueue<(StatusCode Status, string Cause)> Ends { get; } = [];

    public override Task<ProbeResponse> Probe(ProbeRequest request, ServerCallContext context)
    {
        Asked.Enqueue(request);
        if (Ends.TryDequeue(out var end))
        {
            var failure = new InferenceFailure { Stage = "admission", Cause = end.Cause };
            throw new RpcException(
                new Status(end.Status, "Scripted."),
                new Metadata { { TrailerNames.Error, failure.ToByteArray() } }
            );
        }

        var answer = AnswerPlanner.Plan(
            new SampledBy
            {
                Model = ModelCatalogue.Find(request.Model)!,
                Messages = [new PromptMessage("user", request.Messages[0].Content)],
                Temperature = request.Sampling.Temperature,
            }
        );
        return Task.FromResult(
            new ProbeResponse
            {
                Content = string.Concat(answer.Content),
                Finished = new Finished { PromptTokens = 50, OutputTokens = (uint)answer.Content.Length },
            }
        );
    }
}
