using System.Net;
using System.Text;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Learning.V1;
using Orchestrator.Gateway;
using Orchestrator.Learning;
using Orchestrator.Placement.Outcomes;
using Orchestrator.ServiceDefaults;
using LearningClient = Orchestrator.Contracts.Learning.V1.Learning.LearningClient;

namespace Orchestrator.Servers.Tests.Bus;

/// <summary>kill -9 of the broker, and its return.</summary>
[Collection(KilledRabbit.Name)]
public sealed class BrokerAwayTests(RabbitFixture rabbit)
{
    private const string Bus = "masstransit-bus";

    /// <summary>The library waits up to 30 s between two tries to consume again, and a broker on a loaded machine misses some.</summary>
    private static readonly TimeSpan Reconnected = TimeSpan.FromSeconds(100);

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task No_confirmed_message_is_lost_over_a_kill_of_the_broker()
    {
        var seen = new SeenNumbers();
        await using var app = await BusApp.StartAsync(
            rabbit.Server,
            builder =>
            {
                builder.Services.AddSingleton(seen);
                builder.AddBusConsumer<NumberConsumer>("numbers");
            }
        );
        app.Log.ExpectErrors("S-FAULT");
        using var enough = new CancellationTokenSource();
        var confirmed = new List<int>();
        var producing = ProduceAsync(app.Bus, confirmed, enough.Token);
        await Wait.UntilAsync(() => confirmed.Count > 100, "messages flow");
        await rabbit.Server.UntilQueueIsOnDiskAsync("numbers");

        await rabbit.Server.KillAsync();
        await Wait.UntilAsync(async () => await app.StateOfAsync(Bus) == "Degraded", "the loss is noticed");
        var before = confirmed.Count;
        await rabbit.Server.StartAgainAsync();

        await Wait.UntilAsync(() => confirmed.Count > before + 100, "messages flow again");
        await enough.CancelAsync();
        await Wait.ForAsync(producing, "the producer ends");
        await Wait.UntilAsync(
            () => Task.FromResult(seen.HasAll(confirmed)),
            () => $"every confirmed message is consumed; {seen.Missing(confirmed)}, {before} confirmed before the kill",
            Reconnected
        );
        await Wait.UntilAsync(
            async () => await app.StateOfAsync(Bus) == "Healthy",
            () => "the bus is healthy again",
            Reconnected
        );
    }

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task Outcomes_wait_and_feedback_is_refused_while_the_broker_is_away()
    {
        await using var gateway = await StartGatewayAsync();
        await using var learning = await StartLearningAsync();
        gateway.Log.ExpectErrors("S-FAULT");
        // A request that comes before its queue does is refused, too.
        await Wait.UntilAsync(async () => await GiveFeedbackAsync(gateway) == HttpStatusCode.OK, "feedback is stored");
        await rabbit.Server.UntilQueueIsOnDiskAsync("learning-outcomes");
        await rabbit.Server.UntilQueueIsOnDiskAsync("learning-feedback");

        await rabbit.Server.KillAsync();
        gateway.Get<OutcomeQueue>().Add(Outcomes.Some(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await GiveFeedbackAsync(gateway));
        await using var late = await StartGatewayAsync();
        late.Log.ExpectErrors("S-FAULT");
        Assert.Equal("Degraded", await late.StateOfAsync(Bus));
        late.Get<OutcomeQueue>().Add(Outcomes.Some(2));
        await rabbit.Server.StartAgainAsync();

        var client = learning.Get<LearningClient>();
        await Wait.UntilAsync(
            async () => (await client.SummarizeAsync(new SummarizeRequest())).Outcomes == 2,
            () => "both outcomes arrive, also that of the process that started without a broker",
            Reconnected
        );
        await Wait.UntilAsync(
            async () => await GiveFeedbackAsync(gateway) == HttpStatusCode.OK,
            () => "feedback is stored again, through the same process",
            Reconnected
        );
    }

    private Task<BusApp> StartGatewayAsync() =>
        BusApp.StartAsync(
            builder => builder.AddGateway(),
            web => web.MapGateway(),
            ("ConnectionStrings:messaging", rabbit.Server.ConnectionString),
            ("Gateway:Feedback:StoreTimeout", "00:00:02"),
            ("Outcomes:PublishTimeout", "00:00:02"),
            ("Bus:StartLimit", "00:00:01")
        );

    private Task<BusApp> StartLearningAsync() =>
        BusApp.StartAsync(
            builder =>
            {
                builder.AddLearning();
                builder.Services.AddGrpcPeer<LearningClient>("learning");
            },
            web => web.MapLearning(),
            ("ConnectionStrings:messaging", rabbit.Server.ConnectionString)
        );

    private static async Task<HttpStatusCode> GiveFeedbackAsync(BusApp gateway)
    {
        using var http = new HttpClient();
        using var body = new StringContent("""{"run_id":"r","thumb":"up"}""", Encoding.UTF8, "application/json");
        using var response = await Wait.ForAsync(
            http.PostAsync(new Uri(gateway.Http, "/api/feedback"), body),
            "the feedback is answered"
        );
        return response.StatusCode;
    }

    /// <summary>As our loops do: a number is published again until its publish returns.</summary>
    private static async Task ProduceAsync(IBus bus, List<int> confirmed, CancellationToken enough)
    {
        var next = 0;
        while (!enough.IsCancellationRequested)
        {
            try
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                await bus.Publish(new Numbered(next), limit.Token);
                confirmed.Add(next++);
            }
            // Not confirmed, for whatever reason.
            catch (Exception)
            {
                await Task.Yield();
            }
        }
    }
}
