using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.Placement.Attempts;
using Orchestrator.Testing;

namespace Orchestrator.Gateway.Tests.Runs;

/// <summary>A second copy of a call whose first token is late.</summary>
public sealed class HedgeTests
{
    private const string Path = "/v1/chat/completions";
    private const string Ask = """{"model":"auto","messages":[{"role":"user","content":"Hi"}]}""";
    private static readonly TimeSpan After = TimeSpan.FromSeconds(3.25);

    [Fact]
    public async Task A_late_first_token_sends_a_second_copy_and_whoever_is_faster_answers()
    {
        await using var bench = await Bench.StartAsync();

        var asking = bench.App.PostAsync(Path, Ask);
        await bench.HedgeAsync();
        bench.Stage.Say("gpu-2", "from the second");
        using var response = await asking;
        var body = await response.Content.ReadAsStringAsync();

        Assert.Contains("from the second", body, StringComparison.Ordinal);
        Assert.Equal("gpu-2", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        Assert.Equal("task_code,resident,hedged", response.Headers.GetValues("X-Orchestrator-Reason").Single());
        await bench.Stage.CancelledAsync("gpu-1");
        Assert.Equal([(1u, false), (2u, true)], bench.App.Worker.Asked.Select(asked => (asked.Attempt, asked.Hedge)));
        await bench.CountedAsync("won");
        // Who was slower is not to blame.
        Assert.Equal(("gpu-1", AttemptResult.NotItsFault), Key(await bench.App.Router.NextReportAsync()));
        Assert.Equal(("gpu-2", AttemptResult.Completed), Key(await bench.App.Router.NextReportAsync()));
        Assert.Empty(bench.App.Errors);
    }

    [Fact]
    public async Task The_second_copy_ends_at_its_replica_when_the_first_call_is_faster_after_all()
    {
        await using var bench = await Bench.StartAsync();

        var asking = bench.App.PostAsync(Path, Ask);
        await bench.HedgeAsync();
        bench.Stage.Say("gpu-1", "from the first");
        using var response = await asking;

        Assert.Equal("gpu-1", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        Assert.Equal("task_code,resident", response.Headers.GetValues("X-Orchestrator-Reason").Single());
        await bench.Stage.CancelledAsync("gpu-2");
        await bench.CountedAsync("lost");
    }

    [Fact]
    public async Task A_first_token_in_time_sends_nothing()
    {
        await using var bench = await Bench.StartAsync();
        bench.Stage.Say("gpu-1", "at once");

        var (status, _) = await bench.App.AskAsync(Path, Ask);
        bench.Clock.Advance(After);

        Assert.Equal(200, status);
        Assert.Single(bench.App.Worker.Asked);
        Assert.Empty(bench.Counted);
    }

    [Fact]
    public async Task A_failure_in_time_goes_to_the_next_choice_and_sends_no_copy()
    {
        await using var bench = await Bench.StartAsync();
        bench.Stage.Fail("gpu-1", Answers.Failure(StatusCode.Unavailable, "connect_failed"));
        bench.Stage.Say("gpu-2", "next");

        var (_, body) = await bench.App.AskAsync(Path, Ask);

        Assert.Contains("next", body, StringComparison.Ordinal);
        Assert.Equal([false, false], bench.App.Worker.Asked.Select(asked => asked.Hedge));
    }

    [Theory]
    [InlineData(StatusCode.ResourceExhausted, "busy")]
    [InlineData(StatusCode.FailedPrecondition, "model_not_loaded")]
    public async Task A_second_copy_that_is_refused_costs_nothing(StatusCode status, string cause)
    {
        await using var bench = await Bench.StartAsync();

        var asking = bench.App.PostAsync(Path, Ask);
        await bench.HedgeAsync();
        bench.Stage.Fail("gpu-2", Answers.Failure(status, cause));
        await bench.CountedAsync("refused");
        bench.Stage.Say("gpu-1", "patience");
        using var response = await asking;

        Assert.Equal("gpu-1", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        // Nobody hears of the refusal: the first report is that of the answer.
        Assert.Equal(("gpu-1", AttemptResult.Completed), Key(await bench.App.Router.NextReportAsync()));
        Assert.DoesNotContain(bench.App.Logs, line => line.Message.Contains("gpu-2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_first_call_fails_the_second_copy_goes_on()
    {
        await using var bench = await Bench.StartAsync();

        var asking = bench.App.PostAsync(Path, Ask);
        await bench.HedgeAsync();
        bench.Stage.Fail("gpu-1", Answers.Failure(StatusCode.Unavailable, "replica_failed"));
        Assert.Equal(("gpu-1", AttemptResult.Failed), Key(await bench.App.Router.NextReportAsync()));
        bench.Stage.Say("gpu-2", "still there");
        using var response = await asking;

        Assert.Contains("still there", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_both_fail_the_walk_goes_on_behind_them()
    {
        await using var bench = await Bench.StartAsync();

        var asking = bench.App.PostAsync(Path, Ask);
        await bench.HedgeAsync();
        bench.Stage.Fail("gpu-2", Answers.Failure(StatusCode.Unavailable, "replica_failed"));
        Assert.Equal(("gpu-2", AttemptResult.Failed), Key(await bench.App.Router.NextReportAsync()));
        bench.Stage.Fail("gpu-1", Answers.Failure(StatusCode.Unavailable, "replica_failed"));
        bench.Stage.Say("gpu-3", "third");
        using var response = await asking;

        Assert.Equal("gpu-3", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        Assert.Equal("task_code,resident,failed_over", response.Headers.GetValues("X-Orchestrator-Reason").Single());
        Assert.Equal(["gpu-1", "gpu-2", "gpu-3"], bench.App.Worker.Asked.Select(asked => asked.Replica));
        await bench.CountedAsync("failed");
    }

    [Fact]
    public async Task A_request_that_is_wrong_is_wrong_everywhere_and_ends_the_copy_too()
    {
        await using var bench = await Bench.StartAsync();

        var asking = bench.App.AskAsync(Path, Ask);
        await bench.HedgeAsync();
        bench.Stage.Fail("gpu-1", Answers.Failure(StatusCode.InvalidArgument, "refused", tryElsewhere: false));
        var (status, _) = await asking;

        Assert.Equal(400, status);
        await bench.Stage.CancelledAsync("gpu-2");
    }

    [Fact]
    public async Task A_client_that_hangs_up_ends_both()
    {
        await using var bench = await Bench.StartAsync();
        using var hangUp = new CancellationTokenSource();

        var asking = bench.App.PostAsync(Path, Ask, hangUp.Token);
        await bench.HedgeAsync();
        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await bench.Stage.CancelledAsync("gpu-1");
        await bench.Stage.CancelledAsync("gpu-2");
        await bench.CountedAsync("cancelled");
        Assert.Empty(bench.App.Errors);
    }

    [Fact]
    public async Task A_hang_up_in_the_middle_of_the_second_copys_answer_reaches_its_replica()
    {
        await using var bench = await Bench.StartAsync();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.App.Worker.OnGenerate = async (request, stream, end) =>
        {
            await using var onEnd = end.Register(() =>
            {
                if (request.Hedge)
                {
                    cancelled.TrySetResult();
                }
            });
            if (request.Hedge)
            {
                await stream.WriteAsync(Answers.Piece("first"), end);
            }

            await Task.Delay(Timeout.Infinite, end);
        };
        const string AskStream = """{"model":"auto","stream":true,"messages":[{"role":"user","content":"Hi"}]}""";

        var asking = bench.App.PostAsync(Path, AskStream);
        await bench.Clock.ArmedAsync(After);
        bench.Clock.Advance(After);
        var response = await asking;
        await using var body = await response.Content.ReadAsStreamAsync();
        Assert.True(await body.ReadAsync(new byte[4096]).AsTask().Within("the first token arrives") > 0);
        response.Dispose();

        await cancelled.Task.Within("the call of the second copy is cancelled");
    }

    [Theory]
    [InlineData(0u, "gpu-2", 3, true)]
    [InlineData(1u, "gpu-2", 3, false)]
    [InlineData(1u, "gpu-1", 3, true)]
    [InlineData(2u, "gpu-2", 3, true)]
    [InlineData(1u, "gpu-2", -3, true)]
    public void A_plan_that_makes_no_sense_is_none(uint hedgeChoice, string second, int seconds, bool isNone)
    {
        var decision = Decisions.Of(
            Decisions.At(new Uri("http://x"), "gpu-1"),
            Decisions.At(new Uri("http://x"), second)
        );
        decision.HedgeChoice = hedgeChoice;
        decision.HedgeAfter = new Duration { Seconds = seconds };

        Assert.Equal(isNone, HedgePlan.Of(decision) is null);
    }

    [Fact]
    public void Without_a_time_there_is_no_plan() =>
        Assert.Null(HedgePlan.Of(Decisions.Of(Decisions.At(new Uri("http://x"), "gpu-1"))));

    private static (string Replica, AttemptResult Result) Key(AttemptReport report) => (report.Replica, report.Result);

    /// <summary>A gateway whose router hedges the first of three replicas with the second.</summary>
    private sealed class Bench(GatewayApp app, WatchedClock clock) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<string> _counted = [];
        private readonly MeterListener _listener = new();

        public GatewayApp App => app;

        /// <summary>Results of second copies so far.</summary>
        public IReadOnlyCollection<string> Counted => _counted;

        public WatchedClock Clock => clock;

        public Stage Stage { get; } = new(app.Worker);

        public static async Task<Bench> StartAsync()
        {
            var clock = new WatchedClock();
            var app = await GatewayApp.StartAsync(clock, null);
            app.Router.OnRoute = _ =>
            {
                var decision = Decisions.Of([
                    .. Enumerable.Range(1, 3).Select(n => Decisions.At(app.WorkerAddress, $"gpu-{n}")),
                ]);
                decision.HedgeAfter = Duration.FromTimeSpan(After);
                decision.HedgeChoice = 1;
                return decision;
            };
            var bench = new Bench(app, clock);
            bench.Listen();
            return bench;
        }

        /// <summary>The first replica is called and stays silent until the second copy is out.</summary>
        public async Task HedgeAsync()
        {
            await Stage.CalledAsync("gpu-1");
            await clock.ArmedAsync(After);
            Assert.False(Stage.WasCalled("gpu-2"));
            clock.Advance(After);
            await Stage.CalledAsync("gpu-2");
        }

        /// <summary>One second copy came to this end, and none to another.</summary>
        public async Task CountedAsync(string result)
        {
            await Wait.UntilAsync(() => !_counted.IsEmpty, $"a second copy is counted as {result}");
            Assert.Equal([result], Counted);
        }

        public ValueTask DisposeAsync()
        {
            _listener.Dispose();
            return app.DisposeAsync();
        }

        /// <summary>Meters of other gateways in this process have other factories.</summary>
        private void Listen()
        {
            var factory = app.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == factory && instrument.Name == "orchestrator.placement.hedges")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _counted.Enqueue((string)tags[0].Value!));
            _listener.Start();
        }
    }
}
