using System.Collections.Concurrent;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Messages;
using Orchestrator.Gateway.Native;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Tests.Native;

public sealed class FeedbackTests
{
    private const string Path = "/api/feedback";

    [Fact]
    public async Task A_feedback_is_acknowledged_once_learning_has_stored_it()
    {
        var stored = new ConcurrentQueue<StoreFeedback>();
        await using var app = await GatewayApp.StartAsync(
            null,
            builder =>
            {
                builder.Services.AddSingleton(stored);
                builder.AddBusConsumer<Store>("feedback");
            }
        );
        const string Id = "01890000-0000-7000-8000-000000000001";

        var (status, body) = await app.AskAsync(Path, $$"""{"id":"{{Id}}","run_id":"run1","stars":4}""");

        Assert.Equal(200, status);
        Assert.Equal($$"""{"id":"{{Id}}","stored":true}""", body);
        var feedback = Assert.Single(stored);
        Assert.Equal(
            (Guid.Parse(Id), "run1", 0.75, "stars"),
            (feedback.FeedbackId, feedback.RunId, feedback.Score, feedback.Kind)
        );
    }

    [Fact]
    public async Task Without_learning_a_feedback_is_refused_with_503_and_not_lost_in_silence()
    {
        await using var app = await GatewayApp.StartAsync("--Gateway:Feedback:StoreTimeout=00:00:00.200");

        using var response = await app.PostAsync(Path, """{"run_id":"run1","thumb":"up"}""");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("could not be stored", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"run_id":"r","thumb":"up"}""", 1.0)]
    [InlineData("""{"run_id":"r","thumb":"down"}""", 0.0)]
    [InlineData("""{"run_id":"r","stars":1}""", 0.0)]
    [InlineData("""{"run_id":"r","stars":3}""", 0.5)]
    [InlineData("""{"run_id":"r","stars":5}""", 1.0)]
    public void Thumbs_and_stars_become_a_score_from_0_to_1(string json, double score)
    {
        var (feedback, problems) = Map(json);

        Assert.False(problems.Any);
        Assert.Equal(score, feedback.Score);
    }

    [Theory]
    [InlineData("""{"thumb":"up"}""", "run_id")]
    [InlineData("""{"run_id":"r"}""", "thumb")]
    [InlineData("""{"run_id":"r","thumb":"sideways"}""", "thumb")]
    [InlineData("""{"run_id":"r","stars":6}""", "stars")]
    [InlineData("""{"run_id":"r","stars":3,"thumb":"up"}""", "stars")]
    [InlineData("""{"run_id":"r","thumb":"up","id":"7"}""", "id")]
    public void A_wrong_feedback_names_its_field(string json, string field)
    {
        var (_, problems) = Map(json);

        Assert.Equal(field, problems.ToError().Field);
    }

    private static (StoreFeedback Feedback, FieldProblems Problems) Map(string json)
    {
        var problems = new FieldProblems();
        var request = JsonSerializer.Deserialize(json, NativeJson.Default.FeedbackRequest)!;
        return (FeedbackMapping.ToMessage(request, Guid.Empty, default, problems), problems);
    }

    public sealed class Store(ConcurrentQueue<StoreFeedback> stored) : IConsumer<StoreFeedback>
    {
        public Task Consume(ConsumeContext<StoreFeedback> context)
        {
            stored.Enqueue(context.Message);
            return context.RespondAsync(new FeedbackStored(context.Message.FeedbackId, Existed: false));
        }
    }
}
