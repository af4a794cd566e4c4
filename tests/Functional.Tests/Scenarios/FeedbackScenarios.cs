using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing.Servers;

namespace Orchestrator.Functional.Tests.Scenarios;

public abstract class FeedbackScenarios(ClusterFixture fixture)
{
    protected async Task SendTwiceAsync()
    {
        var http = fixture.Cluster.Http;
        using var answer = await http.PostAsJsonAsync(
            new Uri(fixture.Cluster.Gateway, "v1/chat/completions"),
            ChatScenarios.Question("auto", stream: false)
        );
        var feedback = new
        {
            id = Guid.CreateVersion7(),
            run_id = answer.Headers.GetValues("X-Orchestrator-Run").Single(),
            thumb = "up",
        };

        for (var i = 0; i < 2; i++)
        {
            using var response = await http.PostAsJsonAsync(new Uri(fixture.Cluster.Gateway, "api/feedback"), feedback);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var stored = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(stored.GetProperty("stored").GetBoolean());
            Assert.Equal(feedback.id, stored.GetProperty("id").GetGuid());
        }
    }
}

[Collection(SoundClusters.Standalone)]
public sealed class StandaloneFeedbackTests(StandaloneFixture fixture) : FeedbackScenarios(fixture)
{
    [Fact]
    public Task A_thumb_for_an_answer_is_confirmed_and_may_be_sent_twice() => SendTwiceAsync();
}

[Collection(SoundClusters.FiveProcesses)]
public sealed class FiveProcessesFeedbackTests(FiveProcessesFixture fixture) : FeedbackScenarios(fixture)
{
    [ServerFact(ServerKinds.RabbitMq | ServerKinds.Postgres | ServerKinds.Redis)]
    public Task A_thumb_for_an_answer_is_confirmed_and_may_be_sent_twice() => SendTwiceAsync();
}
