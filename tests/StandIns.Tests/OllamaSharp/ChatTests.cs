using OllamaSharp;
using OllamaSharp.Models.Chat;
using OllamaSharp.Models.Exceptions;

namespace Orchestrator.StandIns.Tests.OllamaSharp;

public sealed class ChatTests
{
    [Fact]
    public async Task The_last_item_of_a_chat_has_the_figures()
    {
        await using var server = await OllamaTestServer.AnswersAsync(OllamaTestServer.Hello, OllamaTestServer.Done);

        var items = await OllamaTestServer.ReadAsync(server.Api.ChatAsync(OllamaTestServer.Question()));

        Assert.Equal("Hello", items[0]!.Message.Content);
        Assert.Equal(new DateTimeOffset(2026, 8, 1, 10, 0, 0, TimeSpan.Zero).AddTicks(1234567), items[0]!.CreatedAt);
        var done = Assert.IsType<ChatDoneResponseStream>(items[1]);
        Assert.Equal(
            (5L, 1L, 2L, 4L),
            (done.TotalDuration, done.LoadDuration, done.PromptEvalDuration, done.EvalDuration)
        );
        Assert.Equal((7, 3, "stop"), (done.PromptEvalCount, done.EvalCount, done.DoneReason));
    }

    [Fact]
    public async Task An_error_inside_the_stream_is_an_item_without_message_and_no_exception()
    {
        await using var server = await OllamaTestServer.AnswersAsync(OllamaTestServer.Hello, """{"error":"boom"}""");

        var items = await OllamaTestServer.ReadAsync(server.Api.ChatAsync(OllamaTestServer.Question()));

        Assert.Equal(2, items.Count);
        Assert.Null(items[1]!.Message);
        Assert.False(items[1]!.Done);
    }

    [Fact]
    public async Task A_stream_read_to_its_end_is_one_message_and_fails_without_done()
    {
        await using var complete = await OllamaTestServer.AnswersAsync(
            OllamaTestServer.Hello,
            OllamaTestServer.Hello,
            OllamaTestServer.Done
        );
        await using var broken = await OllamaTestServer.AnswersAsync("""{"error":"boom"}""");

        var done = await complete.Api.ChatAsync(OllamaTestServer.Question()).StreamToEndAsync();
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            broken.Api.ChatAsync(OllamaTestServer.Question()).StreamToEndAsync()
        );

        Assert.Equal("HelloHello", done!.Message.Content);
        Assert.DoesNotContain("boom", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_stream_ends_without_a_word()
    {
        using var caller = new CancellationTokenSource();
        await using var server = await OllamaTestServer.StartAsync(async context =>
        {
            await context.SendAsync(OllamaTestServer.Hello + "\n");
            await context.StallAsync();
        });
        await using var items = server
            .Api.ChatAsync(OllamaTestServer.Question(), caller.Token)
            .GetAsyncEnumerator(caller.Token);
        Assert.True(await Wait.ForAsync(items.MoveNextAsync().AsTask(), "the first item arrives"));
        var next = items.MoveNextAsync().AsTask();

        await caller.CancelAsync();

        Assert.False(await Wait.ForAsync(next, "the stream ends"));
    }

    [Fact]
    public async Task Only_a_bad_request_keeps_its_words()
    {
        await using var bad = await OllamaTestServer.FailsAsync(400, """{"error":"model is required"}""");
        await using var noTools = await OllamaTestServer.FailsAsync(400, """{"error":"m does not support tools"}""");
        await using var missing = await OllamaTestServer.FailsAsync(404, """{"error":"model 'm' not found"}""");

        var ollama = await Assert.ThrowsAsync<OllamaException>(() => ReadAsync(bad));
        await Assert.ThrowsAsync<ModelDoesNotSupportToolsException>(() => ReadAsync(noTools));
        var http = await Assert.ThrowsAsync<HttpRequestException>(() => ReadAsync(missing));

        Assert.Equal("model is required", ollama.Message);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, http.StatusCode);
        Assert.DoesNotContain("'m'", http.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_model_goes_to_the_selected_one_and_carries_the_stray_headers_field()
    {
        await using var server = await OllamaTestServer.AnswersAsync(OllamaTestServer.Done);

        await OllamaTestServer.ReadAsync(server.Api.ChatAsync(OllamaTestServer.Question()));

        Assert.Equal("/api/chat", server.LastRequest.Path);
        Assert.Contains("\"model\":\"selected\"", server.LastRequest.Body, StringComparison.Ordinal);
        Assert.Contains("\"CustomHeaders\":{}", server.LastRequest.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("options", server.LastRequest.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_of_a_request_and_of_the_client_are_sent()
    {
        var seen = "";
        await using var server = await OllamaTestServer.StartAsync(context =>
        {
            seen = $"{context.Request.Headers["X-One"]} {context.Request.Headers["X-Two"]}";
            return context.SendAsync(OllamaTestServer.Done);
        });
        server.Api.DefaultRequestHeaders["X-One"] = "a";
        var request = OllamaTestServer.Question();
        request.CustomHeaders["X-Two"] = "b";

        await OllamaTestServer.ReadAsync(server.Api.ChatAsync(request));

        Assert.Equal("a b", seen);
    }

    [Fact]
    public async Task Generate_ends_with_its_figures_as_well()
    {
        await using var server = await OllamaTestServer.AnswersAsync(
            """{"response":"Hel","done":false}""",
            """{"response":"lo","thinking":"t","done":false}""",
            """{"response":"","done":true,"done_reason":"length","eval_count":2,"context":[1,2]}"""
        );

        var done = await server.Api.GenerateAsync("Hi", new ConversationContext([9])).StreamToEndAsync();

        Assert.Equal(("Hello", "t", "length", 2), (done!.Response, done.Thinking, done.DoneReason, done.EvalCount));
        Assert.Contains("\"context\":[9]", server.LastRequest.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("high", "\"think\":\"high\"")]
    [InlineData("max", "\"think\":\"max\"")]
    public async Task Think_may_be_a_level(string level, string json)
    {
        await using var server = await OllamaTestServer.AnswersAsync(OllamaTestServer.Done);
        var request = OllamaTestServer.Question();
        request.Think = level;

        await OllamaTestServer.ReadAsync(server.Api.ChatAsync(request));

        Assert.Contains(json, server.LastRequest.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unloading_ignores_the_model_that_it_is_given()
    {
        await using var server = await OllamaTestServer.AnswersAsync("""{"response":"","done":true}""");

        await server.Api.RequestModelUnloadAsync("another");

        Assert.Contains("\"model\":\"selected\"", server.LastRequest.Body, StringComparison.Ordinal);
        Assert.Contains("\"keep_alive\":\"0s\"", server.LastRequest.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_address_with_a_path_needs_its_trailing_slash()
    {
        await using var server = await OllamaTestServer.AnswersAsync("""{"version":"1"}""");
        using var with = new HttpClient { BaseAddress = new Uri(server.Server.Address, "one/") };
        using var without = new HttpClient { BaseAddress = new Uri(server.Server.Address, "one") };

        await new OllamaApiClient(with).GetVersionAsync();
        await new OllamaApiClient(without).GetVersionAsync();

        Assert.Equal(["/one/api/version", "/api/version"], server.Server.Requests.Select(request => request.Path));
    }

    [Fact]
    public void A_client_without_base_address_is_refused()
    {
        using var http = new HttpClient();

        Assert.ThrowsAny<Exception>(() => new OllamaApiClient(http));
    }

    private static Task<List<ChatResponseStream?>> ReadAsync(OllamaTestServer server) =>
        OllamaTestServer.ReadAsync(server.Api.ChatAsync(OllamaTestServer.Question()));
}
