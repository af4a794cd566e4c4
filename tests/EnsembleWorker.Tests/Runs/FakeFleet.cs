using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

/// <summary>The far end of a run's steps: a router that places every model on one replica, and that replica's owner.</summary>
internal sealed class FakeFleet : IAsyncDisposable
{
    public const string Replica = "far-1";

    private readonly WebApplication _app;

    private FakeFleet(WebApplication app) => _app = app;

    /// <summary>Every model call that arrived.</summary>
    public ConcurrentQueue<GenerateRequest> Calls { get; } = [];

    /// <summary>What a router answers; by default the one replica.</summary>
    public Func<RouteRequest, RouteResponse>? OnRoute { get; set; }

    /// <summary>What the replica does; by default it answers "&lt;model&gt; says hi".</summary>
    public Func<GenerateRequest, Stream, Task> OnGenerate { get; set; } =
        (request, stream) => stream.AnswerAsync($"{request.Model} ", "says hi");

    public Uri Address =>
        new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<FakeFleet> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        FakeFleet? fleet = null;
        // Not null once it is called: the fleet is made before the server starts.
        builder.Services.AddSingleton(_ => new RouterEdge(fleet!));
        builder.Services.AddSingleton(_ => new WorkerEdge(fleet!));
        var app = builder.Build();
        fleet = new FakeFleet(app);
        app.MapGrpcService<RouterEdge>();
        app.MapGrpcService<WorkerEdge>();
        await app.StartAsync(CancellationToken.None);
        return fleet;
    }

    public int CountOf(string model) => Calls.Count(call => call.Model == model);

    /// <summary>The calls that a synthesizer got: they have one message more than the user's request.</summary>
    public IReadOnlyList<GenerateRequest> Syntheses =>
        [.. Calls.Where(call => call.Messages[0].Role == "system" && call.Messages[0].Content.Contains("candidate 1"))];

    public static bool IsSynthesis(GenerateRequest call) => call.Messages[0].Role == "system";

    public RouteResponse Place(RouteRequest request)
    {
        var response = new RouteResponse
        {
            DecisionId = "d1",
            Strategy = "single",
            Propensity = 1,
            Classification = new Classification { Task = "translation", Language = "en" },
        };
        response.Choices.Add(
            new Choice
            {
                Model = request.RequestedModel,
                Replica = Replica,
                Epoch = 1,
                Worker = "far",
                WorkerAddress = Address.ToString(),
                Simulated = true,
            }
        );
        return response;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        // A call that a test left open must not hold up the end.
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    /// <summary>One answer under way.</summary>
    internal sealed class Stream(IServerStreamWriter<GenerateChunk> writer, CancellationToken hangUp)
    {
        public CancellationToken HangUp => hangUp;

        public Task SayAsync(string content) =>
            SendAsync(new GenerateChunk { Delta = new Delta { Content = content } });

        public Task SendAsync(GenerateChunk chunk) => writer.WriteAsync(chunk, hangUp);

        public async Task AnswerAsync(params string[] pieces)
        {
            foreach (var piece in pieces)
            {
                await SayAsync(piece);
            }

            var finished = new Finished
            {
                Reason = "stop",
                PromptTokens = 7,
                OutputTokens = 2,
            };
            await writer.WriteAsync(new GenerateChunk { Finished = finished }, hangUp);
        }

        /// <summary>Fails in a way that another replica would not mend.</summary>
        public static Task FailAsync() => throw new RpcException(new Status(StatusCode.InvalidArgument, "fake"));
    }

    private sealed class RouterEdge(FakeFleet fleet) : Router.RouterBase
    {
        public override Task<RouteResponse> Route(RouteRequest request, ServerCallContext context) =>
            Task.FromResult((fleet.OnRoute ?? fleet.Place)(request));

        public override Task<ReportAck> ReportAttempts(AttemptReports request, ServerCallContext context) =>
            Task.FromResult(new ReportAck());
    }

    private sealed class WorkerEdge(FakeFleet fleet) : Worker.WorkerBase
    {
        public override async Task Generate(
            GenerateRequest request,
            IServerStreamWriter<GenerateChunk> responseStream,
            ServerCallContext context
        )
        {
            fleet.Calls.Enqueue(request);
            await fleet.OnGenerate(request, new Stream(responseStream, context.CancellationToken));
        }
    }
}
