using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.Testing;
using Xunit.Abstractions;

namespace Orchestrator.Gateway.Tests.Runs;

/// <summary>
/// Measures what failing over costs beyond the failure itself: from the moment in which the first worker fails to the
/// moment in which the second one is asked, over real sockets of this machine. Asserts who answered, and prints the times.
/// </summary>
public sealed class FailOverCostTests(ITestOutputHelper output)
{
    private const string Ask = """{"model":"auto","messages":[{"role":"user","content":"Hi"}]}""";
    private const int WarmUps = 20;
    private const int Rounds = 80;

    [Fact]
    public Task A_worker_that_reports_a_failure() =>
        MeasureAsync("error status", _ => throw Answers.Failure(StatusCode.Unavailable, "connect_failed"));

    [Fact]
    public Task A_worker_whose_connection_breaks() =>
        MeasureAsync(
            "broken connection",
            context =>
            {
                context.GetHttpContext().Abort();
                return Task.CompletedTask;
            }
        );

    [Fact]
    public async Task A_worker_that_is_gone()
    {
        await using var app = await GatewayApp.StartAsync();
        var dead = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var failedAt = 0L;
        app.Router.OnRoute = _ =>
        {
            failedAt = Stopwatch.GetTimestamp();
            return Decisions.Of(Decisions.At(dead, "gone"), Decisions.At(app.WorkerAddress, "gpu-2"));
        };

        await RunAsync(app, "no connection, from the router's answer on", () => failedAt);
    }

    private async Task MeasureAsync(string what, Func<ServerCallContext, Task> fail)
    {
        await using var app = await GatewayApp.StartAsync();
        var failedAt = 0L;
        await using var failing = await GrpcHost.StartAsync(
            new FailingWorker(context =>
            {
                failedAt = Stopwatch.GetTimestamp();
                return fail(context);
            })
        );
        app.Router.OnRoute = _ =>
            Decisions.Of(Decisions.At(failing.Address, "gpu-1"), Decisions.At(app.WorkerAddress, "gpu-2"));

        await RunAsync(app, what, () => failedAt);
    }

    private async Task RunAsync(GatewayApp app, string what, Func<long> failedAt)
    {
        var times = new List<double>();
        app.Worker.OnGenerate = (_, stream, _) =>
        {
            times.Add(Stopwatch.GetElapsedTime(failedAt()).TotalMilliseconds);
            return Answers.SayAsync(stream, "second");
        };
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            using var response = await app.PostAsync("/v1/chat/completions", Ask);
            Assert.Equal("gpu-2", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        }

        var measured = times.Skip(WarmUps).Order().ToList();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: median {measured[Rounds / 2]:0.00} ms, 95th percentile {measured[Rounds * 95 / 100]:0.00} ms, "
                    + $"longest {measured[^1]:0.00} ms of {Rounds}"
            )
        );
    }

    private sealed class FailingWorker(Func<ServerCallContext, Task> fail) : Worker.WorkerBase
    {
        public override Task Generate(
            GenerateRequest request,
            IServerStreamWriter<GenerateChunk> responseStream,
            ServerCallContext context
        ) => fail(context);
    }
}
