using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Orchestrator.StandIns.Tests.OllamaSharp;

public sealed class AbstractionTests
{
    private const string ToolCall =
        """{"model":"m","message":{"role":"assistant","content":"","tool_calls":[{"id":"call_server1","function":{"index":0,"name":"look","arguments":{"at":"cat"}}}]},"done":false}""";

    [Fact]
    public async Task The_answer_has_text_usage_and_reason()
    {
        await using var server = await OllamaTestServer.AnswersAsync(OllamaTestServer.Hello, OllamaTestServer.Done);
        IChatClient chat = server.Api;

        var answer = await chat.GetResponseAsync("Hi");

        Assert.Equal("Hello", answer.Text);
        Assert.Equal((7L, 3L), (answer.Usage?.InputTokenCount, answer.Usage?.OutputTokenCount));
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Equal("m", answer.ModelId);
    }

    [Fact]
    public async Task Of_a_stream_the_last_update_has_the_usage_last_and_the_reason()
    {
        await using var server = await OllamaTestServer.AnswersAsync(OllamaTestServer.Hello, OllamaTestServer.Done);
        IChatClient chat = server.Api;

        var updates = await OllamaTestServer.ReadAsync(chat.GetStreamingResponseAsync("Hi"));

        Assert.Equal("Hello", updates[0].Text);
        Assert.Null(updates[0].FinishReason);
        Assert.IsType<UsageContent>(updates[^1].Contents[^1]);
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        Assert.Single(updates.Select(update => update.ResponseId).Distinct());
    }

    [Fact]
    public async Task The_model_falls_back_to_the_selected_one()
    {
        await using var server = await OllamaTestServer.AnswersAsync("""{"done":true}""");
        IChatClient chat = server.Api;

        var answer = await chat.GetResponseAsync("Hi");

        Assert.Equal("selected", answer.ModelId);
        Assert.Equal("selected", (string?)Body(server)["model"]);
    }

    [Fact]
    public async Task Tool_calls_get_random_ids_and_the_servers_are_dropped()
    {
        await using var server = await OllamaTestServer.AnswersAsync(ToolCall, OllamaTestServer.Done);
        IChatClient chat = server.Api;

        var answer = await chat.GetResponseAsync("Hi");

        var call = Assert.Single(answer.Messages[0].Contents.OfType<FunctionCallContent>());
        Assert.Equal(8, call.CallId.Length);
        Assert.Equal(("look", "cat"), (call.Name, call.Arguments!["at"]!.ToString()));
    }

    [Fact]
    public async Task Options_tools_and_format_are_sent_as_Ollama_knows_them()
    {
        await using var server = await OllamaTestServer.AnswersAsync(OllamaTestServer.Done);
        IChatClient chat = server.Api;

        await chat.GetResponseAsync(
            "Hi",
            new ChatOptions
            {
                ModelId = "other",
                Instructions = "be brief",
                MaxOutputTokens = 9,
                Temperature = 0.5f,
                StopSequences = ["END"],
                ResponseFormat = ChatResponseFormat.Json,
                Tools = [AIFunctionFactory.Create((string at) => at, "look", "Looks.")],
            }
        );

        var body = Body(server);
        Assert.Equal(
            ("other", "json", false),
            ((string?)body["model"], (string?)body["format"], (bool?)body["stream"])
        );
        Assert.Equal(
            ("system", "be brief"),
            ((string?)body["messages"]![0]!["role"], (string?)body["messages"]![0]!["content"])
        );
        Assert.Equal(
            (9, 0.5f, "END"),
            (
                (int?)body["options"]!["num_predict"],
                (float?)body["options"]!["temperature"],
                (string?)body["options"]!["stop"]![0]
            )
        );
        var function = body["tools"]![0]!["function"]!;
        Assert.Equal(("look", "Looks."), ((string?)function["name"], (string?)function["description"]));
        Assert.NotNull(function["parameters"]!["properties"]!["at"]);
    }

    [Fact]
    public async Task A_tools_result_names_the_tool()
    {
        await using var server = await OllamaTestServer.AnswersAsync(OllamaTestServer.Done);
        IChatClient chat = server.Api;

        await chat.GetResponseAsync([
            new ChatMessage(
                ChatRole.User,
                [new TextContent("?"), new DataContent(new byte[] { 1, 2, 3 }, "image/png")]
            ),
            new ChatMessage(
                ChatRole.Assistant,
                [new FunctionCallContent("c1", "look", new Dictionary<string, object?> { ["at"] = "cat" })]
            ),
            new ChatMessage(ChatRole.Tool, [new FunctionResultContent("c1", "a cat")]),
        ]);

        var messages = Body(server)["messages"]!;
        Assert.Equal("AQID", (string?)messages[0]!["images"]![0]);
        Assert.Equal("look", (string?)messages[1]!["tool_calls"]![0]!["function"]!["name"]);
        Assert.Equal(
            ("tool", "look", "a cat"),
            ((string?)messages[2]!["role"], (string?)messages[2]!["tool_name"], (string?)messages[2]!["content"])
        );
    }

    [Fact]
    public async Task A_stream_without_done_fails_without_the_servers_words()
    {
        await using var server = await OllamaTestServer.AnswersAsync("""{"error":"boom"}""");
        IChatClient chat = server.Api;

        await Assert.ThrowsAsync<InvalidOperationException>(() => chat.GetResponseAsync("Hi"));
    }

    [Fact]
    public async Task Embeddings_come_with_their_usage()
    {
        await using var server = await OllamaTestServer.AnswersAsync(
            """{"embeddings":[[1],[2]],"prompt_eval_count":5}"""
        );
        IEmbeddingGenerator<string, Embedding<float>> generator = server.Api;

        var answer = await generator.GenerateAsync(["a", "b"], new EmbeddingGenerationOptions { Dimensions = 1 });

        Assert.Equal([1f, 2f], answer.Select(embedding => embedding.Vector.Span[0]));
        Assert.Equal(5, answer.Usage?.InputTokenCount);
        Assert.Equal(1, (int?)Body(server)["dimensions"]);
    }

    [Fact]
    public async Task It_says_who_it_is()
    {
        await using var server = await OllamaTestServer.AnswersAsync();

        var chat = ((IChatClient)server.Api).GetService<ChatClientMetadata>();
        var embeddings = ((IEmbeddingGenerator)server.Api).GetService<EmbeddingGeneratorMetadata>();

        Assert.Equal(("ollama", "selected"), (chat?.ProviderName, chat?.DefaultModelId));
        Assert.Equal(("ollama", "selected"), (embeddings?.ProviderName, embeddings?.DefaultModelId));
    }

    private static JsonNode Body(OllamaTestServer server) => JsonNode.Parse(server.LastRequest.Body)!;
}
