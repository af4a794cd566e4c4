using MassTransit;
using Orchestrator.Contracts.Learning.V1;
using Orchestrator.Contracts.Messages;
using Orchestrator.Learning;
using Orchestrator.ServiceDefaults;
using LearningClient = Orchestrator.Contracts.Learning.V1.Learning.LearningClient;

namespace Orchestrator.Servers.Tests.Bus;

/// <summary>A broker delivers at least once; what Learning keeps must not show it.</summary>
[Collection(SharedRabbit.Name)]
public sealed class LearningTests(RabbitFixture rabbit)
{
    [ServerFact(ServerKinds.RabbitMq)]
    public async Task Messages_that_come_twice_change_nothing()
    {
        await using var app = await BusApp.StartAsync(
            builder =>
            {
                builder.AddLearning();
                builder.Services.AddGrpcPeer<LearningClient>("learning");
            },
            web => web.MapLearning(),
            ("ConnectionStrings:messaging", rabbit.Server.ConnectionString)
        );
        // Two deliveries of one outcome meet in the primary key; the loser is tried again and finds all known.
        app.Log.ExpectErrors("Failed executing DbCommand").ExpectErrors("saving changes");
        var outcomes = Enumerable.Range(0, 50).Select(Outcomes.Some).ToList();
        var feedback = new StoreFeedback
        {
            FeedbackId = Guid.CreateVersion7(),
            RunId = "r",
            GivenAt = DateTimeOffset.UnixEpoch,
            Score = 1,
            Kind = "thumb",
        };

        // At once, so that deliveries of the same outcome meet in the database.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.Bus.Publish(new OutcomesRecorded(outcomes))));
        var first = await StoreAsync(app, feedback);
        var second = await StoreAsync(app, feedback);
        await app.Bus.Publish(new OutcomesRecorded([Outcomes.Some(50)]));

        Assert.Equal((false, true), (first.Existed, second.Existed));
        await Wait.UntilAsync(async () => (await SummarizeAsync(app)).Outcomes == 51, "51 outcomes are kept");
        await using var broker = await Broker.ConnectAsync(rabbit.Server);
        await Wait.UntilAsync(
            async () => await broker.CountAsync("learning-outcomes") == 0,
            "no outcome waits any more"
        );
        var summary = await SummarizeAsync(app);
        Assert.Equal((51ul, 1ul), (summary.Outcomes, summary.Feedback));
    }

    private static async Task<FeedbackStored> StoreAsync(BusApp app, StoreFeedback feedback)
    {
        var client = app.Bus.CreateRequestClient<StoreFeedback>(RequestTimeout.After(m: 1));
        return (await client.GetResponse<FeedbackStored>(feedback)).Message;
    }

    private static async Task<SummarizeResponse> SummarizeAsync(BusApp app) =>
        await app.Get<LearningClient>().SummarizeAsync(new SummarizeRequest());
}
