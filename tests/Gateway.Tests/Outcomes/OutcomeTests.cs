using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Grpc.Core;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Messages;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.Placement;
using Orchestrator.Placement.Outcomes;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;

namespace Orchestrator.Gateway.Tests.Outcomes;

public sealed class OutcomeTests
{
    private const string Ask = """{"model":"auto","messages":[{"role":"user","content":"Hi"}]}""";

    [Fact]
    public async Task Learning_hears_of_each_attempt_once()
    {
        var heard = Channel.CreateUnbounded<Outcome>();
        await using var app = await GatewayApp.StartAsync(
            null,
            builder =>
            {
                builder.Services.AddSingleton(heard.Writer);
                builder.AddBusConsumer<Learner>("outcomes");
            }
        );
        app.Router.OnRoute = _ =>
            Decisions.Of(Decisions.At(app.WorkerAddress, "gpu-1"), Decisions.At(app.WorkerAddress, "gpu-2"));
        app.Worker.OnGenerate = (request, stream, _) =>
            request.Replica == "gpu-1"
                ? throw Answers.Failure(StatusCode.Unavailable, "connect_failed")
                : Answers.SayAsync(stream, "Hello");

        await app.AskAsync("/v1/chat/completions", Ask);
        var first = await heard.Reader.ReadAsync().AsTask().Within("the first outcome arrives");
        var second = await heard.Reader.ReadAsync().AsTask().Within("the second outcome arrives");

        Assert.Equal(("gpu-1", "connect_failed", 1), (first.Replica, first.Result, first.Attempt));
        Assert.Null(first.TimeToFirstToken);
        Assert.Equal(("gpu-2", "completed", 2), (second.Replica, second.Result, second.Attempt));
        Assert.NotNull(second.TimeToFirstToken);
        Assert.Equal((7, 2), (second.PromptTokens, second.OutputTokens));
        Assert.Equal(("code", "ko", "single"), (second.Task, second.Language, second.Strategy));
        Assert.Equal(first.RunId, second.RunId);
        Assert.NotEqual(first.OutcomeId, second.OutcomeId);
    }

    [Fact]
    public async Task Every_router_hears_how_an_attempt_ended_and_a_dead_one_holds_up_nobody()
    {
        var other = new FakeRouter();
        await using var otherHost = await GrpcHost.StartAsync(other);
        var dead = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        await using var app = await GatewayApp.StartAsync(
            $"--services:router:grpc:1={dead}",
            $"--services:router:grpc:2={otherHost.Address}"
        );
        other.OnRoute = app.Router.OnRoute;

        var (status, _) = await app.AskAsync("/v1/chat/completions", Ask);

        Assert.Equal(200, status);
        Assert.Equal("gpu-1", (await app.Router.NextReportAsync()).Replica);
        Assert.Equal("gpu-1", (await other.NextReportAsync()).Replica);
    }

    [Fact]
    public void A_full_queue_drops_its_oldest_outcome()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var telemetry = new PlacementTelemetry(services.GetRequiredService<IMeterFactory>());
        var queue = new OutcomeQueue(Options.Create(new OutcomeOptions { QueueLength = 2 }), telemetry);

        queue.Add(Some(1));
        queue.Add(Some(2));
        queue.Add(Some(3));

        Assert.True(queue.Reader.TryRead(out var oldest));
        Assert.Equal(2, oldest.Attempt);
    }

    [Fact]
    public async Task A_batch_is_sent_when_it_is_full()
    {
        var queue = Channel.CreateUnbounded<Outcome>();
        for (var number = 0; number < 5; number++)
        {
            queue.Writer.TryWrite(Some(number));
        }

        var options = new OutcomeOptions { BatchSize = 3 };
        var batch = await OutcomeBatchLoop
            .TakeBatchAsync(queue.Reader, options, new WatchedClock(), CancellationToken.None)
            .Within("a full batch needs no clock");

        Assert.Equal([0, 1, 2], batch.Select(outcome => outcome.Attempt));
    }

    [Fact]
    public async Task A_batch_that_is_not_full_is_sent_when_its_first_outcome_has_waited_long_enough()
    {
        var clock = new WatchedClock();
        var queue = Channel.CreateUnbounded<Outcome>();
        queue.Writer.TryWrite(Some(1));
        var options = new OutcomeOptions { BatchWait = TimeSpan.FromMilliseconds(100) };

        var taking = OutcomeBatchLoop.TakeBatchAsync(queue.Reader, options, clock, CancellationToken.None);
        await clock.ArmedAsync(options.BatchWait);
        clock.Advance(TimeSpan.FromMilliseconds(99));
        Assert.False(taking.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Single(await taking.Within("the batch is closed"));
    }

    private static Outcome Some(int number) =>
        new()
        {
            OutcomeId = Guid.CreateVersion7(),
            RunId = "r",
            Attempt = number,
            FinishedAt = default,
            Task = "",
            Language = "",
            Strategy = "",
            Model = "",
            Replica = "",
            Propensity = 1,
            Result = "completed",
            Duration = default,
        };

    public sealed class Learner(ChannelWriter<Outcome> heard) : IConsumer<OutcomesRecorded>
    {
        public Task Consume(ConsumeContext<OutcomesRecorded> context)
        {
            foreach (var outcome in context.Message.Outcomes)
            {
                heard.TryWrite(outcome);
            }

            return Task.CompletedTask;
        }
    }
}
