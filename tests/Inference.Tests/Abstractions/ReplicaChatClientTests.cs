using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Orchestrator.Inference.Tests.Providers;

namespace Orchestrator.Inference.Tests.Abstractions;

/// <summary>The hosted kinds as Microsoft.Extensions.AI knows them. Ollama's own tests stand beside its client.</summary>
public sealed class ReplicaChatClientTests
{
    private static readonly ModelId Model = ModelId.Parse("m");

    public static TheoryData<string> Kinds() => [.. Dialect.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_endpoint_is_an_IChatClient_that_says_where_it_is(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + dialect.End);
        using var chat = far.Client.AsChatClient(Model);

        var answer = await chat.GetResponseAsync("Hi");

        Assert.Equal("Hello", answer.Text);
        Assert.Equal((7, 3), (answer.Usage?.InputTokenCount, answer.Usage?.OutputTokenCount));
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        var metadata = chat.GetService<ChatClientMetadata>();
        Assert.Equal((kind, far.Server.Address), (metadata?.ProviderName, metadata?.ProviderUri));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Its_failures_are_ours(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + dialect.InBand("boom"));
        using var chat = far.Client.AsChatClient(Model);

        var exception = await Assert.ThrowsAsync<InferenceException>(() => chat.GetResponseAsync("Hi"));

        Assert.Equal("boom", exception.Error.Message);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public async Task Options_tools_and_instructions_are_passed_on(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + dialect.End);
        using var chat = far.Client.AsChatClient(Model);
        var options = new ChatOptions
        {
            Instructions = "Be brief.",
            MaxOutputTokens = 9,
            Temperature = 0.5f,
            Tools = [AIFunctionFactory.Create((string city) => city, "weather", "Tells the weather.")],
        };

        await chat.GetResponseAsync("Hi", options);

        var sent = far.LastBody;
        Assert.Equal(9, (int?)sent["max_tokens"]);
        // Anthropic refuses sampling settings.
        Assert.Equal(kind == "openai" ? 0.5 : null, (double?)sent["temperature"]);
        var tool = sent["tools"]![0]!;
        Assert.Equal("weather", (string?)(tool["function"]?["name"] ?? tool["name"]));
        Assert.Contains("Be brief.", sent.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public async Task Tool_results_go_back_under_the_ids_of_their_calls(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + dialect.End);
        using var chat = far.Client.AsChatClient(Model);
        ChatMessage[] messages =
        [
            new(ChatRole.User, "Weather in Paris and Rome?"),
            new(ChatRole.Assistant, [new FunctionCallContent("c1", "w"), new FunctionCallContent("c2", "w")]),
            new(ChatRole.Tool, [new FunctionResultContent("c2", "sun"), new FunctionResultContent("c1", "rain")]),
        ];

        await chat.GetResponseAsync(messages);

        var results = kind == "openai" ? OpenAiResults(far.LastBody) : AnthropicResults(far.LastBody);
        Assert.Equal([("c2", "sun"), ("c1", "rain")], results);
    }

    [Fact]
    public async Task What_cannot_be_passed_on_is_refused()
    {
        await using var far = await FarEnd.StreamsAsync("openai", "");
        using var chat = far.Client.AsChatClient(Model);
        ChatMessage[] messages = [new(ChatRole.User, [new UriContent("http://x/y.png", "image/png")])];

        var exception = await Assert.ThrowsAsync<InferenceException>(() => chat.GetResponseAsync(messages));

        Assert.Equal(InferenceCause.Refused, exception.Error.Cause);
        Assert.Empty(far.Server.Requests);
    }

    [Fact]
    public async Task Disposing_it_leaves_the_replicas_client_usable()
    {
        var dialect = Dialect.Of("openai");
        await using var far = await FarEnd.StreamsAsync("openai", dialect.Hello + dialect.End);

        far.Client.AsChatClient(Model).Dispose();

        Assert.Equal(2, (await far.AskAsync()).Count);
    }

    private static IEnumerable<(string?, string?)> OpenAiResults(JsonNode body) =>
        body["messages"]!
            .AsArray()
            .Where(message => (string?)message!["role"] == "tool")
            .Select(message => ((string?)message!["tool_call_id"], (string?)message["content"]));

    private static IEnumerable<(string?, string?)> AnthropicResults(JsonNode body) =>
        body["messages"]!.AsArray()[^1]!["content"]!
            .AsArray()
            .Select(block => ((string?)block!["tool_use_id"], (string?)block["content"]));
}
