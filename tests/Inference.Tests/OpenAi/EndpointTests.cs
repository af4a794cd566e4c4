using Microsoft.AspNetCore.Http;
using Orchestrator.Inference.OpenAi;
using Orchestrator.Inference.Tests.Providers;

namespace Orchestrator.Inference.Tests.OpenAi;

/// <summary>Everything but chats: models, embeddings, and what llama.cpp's server has beside OpenAI's interface.</summary>
public sealed class EndpointTests
{
    private static readonly FarEnd.Setup Asked = new() { Models = [] };

    [Fact]
    public async Task Models_are_listed_with_what_their_server_knows_of_them()
    {
        await using var far = await FarEnd.StartAsync(
            "openai",
            Pages(
                (
                    "/v1/models",
                    """
                    {"object":"list","data":[
                      {"id":"meta-llama/Llama-3.1-8B-Instruct","object":"model","created":1700000000,"owned_by":"vllm","max_model_len":32768},
                      {"id":"text-embedding-3-small","created":1,"owned_by":"x","context_length":8191},
                      {"id":"text-embedding-3-small"},
                      {"owned_by":"nobody"}]}
                    """
                )
            ),
            Asked
        );

        var models = await far.Client.ListInstalledAsync(CancellationToken.None);
        var card = await far.Client.ShowAsync(models[0].Id, CancellationToken.None);
        var embedding = await far.Client.ShowAsync(ModelId.Parse("text-embedding-3-small"), CancellationToken.None);

        Assert.Equal(
            ["meta-llama/Llama-3.1-8B-Instruct:latest", "text-embedding-3-small:latest"],
            models.Select(m => $"{m.Id}")
        );
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), models[0].ModifiedAt);
        Assert.Equal((32768, "completion,tools"), (card.ContextLengthMax, string.Join(',', card.Capabilities)));
        Assert.Equal((8191, "embedding"), (embedding.ContextLengthMax, string.Join(',', embedding.Capabilities)));
        Assert.Equal("", await far.Client.GetVersionAsync(CancellationToken.None));
        Assert.Null(await far.Client.GetLoadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_an_endpoint_lists_it_has_in_memory_for_ever()
    {
        await using var far = await FarEnd.StartAsync(
            "openai",
            Pages(("/v1/models", """{"data":[{"id":"m","max_model_len":100}]}""")),
            Asked
        );

        var loaded = Assert.Single(await far.Client.ListLoadedAsync(CancellationToken.None));

        Assert.Equal((100, DateTimeOffset.MaxValue), (loaded.ContextLength, loaded.ExpiresAt));
        Assert.Null(far.Client.Memory);
        Assert.Null(far.Client.Store);
    }

    [Fact]
    public async Task The_server_of_llama_cpp_tells_version_context_slots_and_load()
    {
        await using var far = await FarEnd.StartAsync(
            "openai",
            Pages(
                (
                    "/v1/models",
                    """{"data":[{"id":"/models/q.gguf","meta":{"n_ctx_train":131072,"n_params":8190735360,"size":5200000000,"n_embd":4096}}]}"""
                ),
                (
                    "/props",
                    """{"build_info":"b6123-abc","total_slots":4,"default_generation_settings":{"n_ctx":8192},"modalities":{"vision":true}}"""
                ),
                (
                    "/slots",
                    """[{"id":0,"is_processing":true},{"id":1,"is_processing":false},{"id":2,"is_processing":true}]"""
                ),
                ("/metrics", "# HELP x\nllamacpp:requests_processing 3\nllamacpp:requests_deferred 5\n")
            ),
            Asked
        );

        var model = Assert.Single(await far.Client.ListInstalledAsync(CancellationToken.None));
        var card = await far.Client.ShowAsync(model.Id, CancellationToken.None);

        Assert.Equal("b6123-abc", await far.Client.GetVersionAsync(CancellationToken.None));
        Assert.Equal((8192, 8_190_735_360, 4096), (card.ContextLengthMax, card.ParameterCount, card.EmbeddingLength));
        Assert.Equal(5_200_000_000, model.SizeBytes);
        Assert.Contains("vision", card.Capabilities);
        Assert.Equal(new EndpointLoad(4, 2, 5), await far.Client.GetLoadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_gauges_of_vllm_are_its_load()
    {
        const string gauges = """
            vllm:num_requests_running{engine="0",model_name="m"} 2.0
            vllm:num_requests_running{engine="1",model_name="m"} 1.0
            vllm:num_requests_waiting{engine="0",model_name="m"} 7.0
            vllm:num_requests_waiting_by_reason{reason="x"} 99.0
            """;
        await using var far = await FarEnd.StartAsync(
            "openai",
            Pages(("/v1/models", """{"data":[]}"""), ("/metrics", gauges)),
            Asked
        );

        Assert.Equal(new EndpointLoad(null, 3, 7), await far.Client.GetLoadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_server_that_is_not_llama_cpp_is_asked_for_its_pages_only_once()
    {
        await using var far = await FarEnd.StartAsync("openai", Pages(("/v1/models", """{"data":[]}""")), Asked);

        for (var i = 0; i < 3; i++)
        {
            await far.Client.ListInstalledAsync(CancellationToken.None);
            far.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(3, far.Server.Requests.Count(request => request.Path == "/v1/models"));
        Assert.Equal(1, far.Server.Requests.Count(request => request.Path == "/props"));
    }

    [Fact]
    public async Task A_server_that_leaves_the_question_for_its_pages_open_is_not_asked_again()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var far = await FarEnd.StartAsync(
            "openai",
            context =>
            {
                if (context.Request.Path == "/v1/models")
                {
                    return context.SendAsync("""{"data":[{"id":"m"}]}""");
                }

                asked.TrySetResult();
                return context.StallAsync();
            },
            Asked
        );
        using var look = new CancellationTokenSource();
        var first = far.Client.ListInstalledAsync(look.Token);
        await Wait.ForAsync(asked.Task, "the page is asked for");
        await look.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Assert.Single(await Wait.ForAsync(far.Client.ListInstalledAsync(CancellationToken.None), "the list comes"));
    }

    [Fact]
    public async Task A_server_that_answers_to_any_page_is_not_taken_for_llama_cpp()
    {
        const string error = """{"error":"Unexpected endpoint or method. (GET /props)"}""";
        await using var far = await FarEnd.StartAsync(
            "openai",
            Pages(
                ("/v1/models", """{"data":[{"id":"m"}]}"""),
                ("/props", error),
                ("/slots", error),
                ("/metrics", error)
            ),
            Asked
        );

        Assert.Single(await far.Client.ListInstalledAsync(CancellationToken.None));
        Assert.Null(await far.Client.GetLoadAsync(CancellationToken.None));
        Assert.DoesNotContain(far.Server.Requests, request => request.Path == "/slots");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"data":7}""")]
    [InlineData("")]
    [InlineData("null")]
    public async Task A_list_that_is_none_broke_the_call(string body)
    {
        await using var far = await FarEnd.StartAsync("openai", Pages(("/v1/models", body)), Asked);

        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            far.Client.ListInstalledAsync(CancellationToken.None)
        );

        Assert.Equal(InferenceCause.StreamBroken, exception.Error.Cause);
    }

    [Fact]
    public async Task Embeddings_come_in_the_order_of_their_inputs_and_of_length_one()
    {
        await using var far = await FarEnd.StartAsync(
            "openai",
            Pages(
                (
                    "/v1/embeddings",
                    """{"data":[{"index":1,"embedding":[0,2]},{"index":0,"embedding":"mpkZP83MTD8="}],"usage":{"prompt_tokens":5}}"""
                )
            )
        );

        var call = new EmbedCall
        {
            Model = ModelId.Parse("m"),
            Inputs = ["a", "b"],
            Dimensions = 2,
        };
        var answer = await far.Client.EmbedAsync(call, CancellationToken.None);

        Assert.Equal([0.6f, 0.8f], answer.Vectors[0].ToArray());
        Assert.Equal([0f, 1f], answer.Vectors[1].ToArray());
        Assert.Equal(new TokenUsage(5, 0), answer.Usage);
        Ollama.TestReplica.AssertJson(
            """{"model":"m","input":["a","b"],"encoding_format":"float","dimensions":2}""",
            far.LastBody
        );
    }

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":[{"index":5,"embedding":[1]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":["x"]}]}""")]
    [InlineData("""{"data":[{"index":0}]}""")]
    public async Task Vectors_that_are_missing_broke_the_call(string body)
    {
        await using var far = await FarEnd.StartAsync("openai", Pages(("/v1/embeddings", body)));
        var call = new EmbedCall { Model = ModelId.Parse("m"), Inputs = ["a"] };

        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            far.Client.EmbedAsync(call, CancellationToken.None)
        );

        Assert.Equal(InferenceCause.StreamBroken, exception.Error.Cause);
    }

    [Fact]
    public async Task An_account_without_money_is_not_busy()
    {
        await using var far = await FarEnd.AnswersAsync(
            "openai",
            429,
            """{"error":{"message":"You exceeded your current quota.","type":"insufficient_quota","code":"insufficient_quota"}}"""
        );

        Assert.Equal(InferenceCause.ReplicaFailed, (await far.FailAsync()).Error.Cause);
    }

    [Theory]
    [InlineData("llamacpp:requests_processing")]
    [InlineData("llamacpp:requests_processing NaN")]
    [InlineData("llamacpp:requests_processing -1")]
    [InlineData("llamacpp:requests_processing_total 4")]
    [InlineData("# llamacpp:requests_processing 4")]
    public void A_line_that_is_not_the_gauge_is_no_figure(string line)
    {
        Assert.Equal(new ServerGauges(null, null), ServerGauges.Read(line));
    }

    private static RequestDelegate Pages(params (string Path, string Body)[] pages) =>
        context =>
        {
            var page = pages.FirstOrDefault(page => page.Path == context.Request.Path);
            context.Response.StatusCode = page.Path is null ? 404 : 200;
            return context.SendAsync(page.Body ?? "");
        };
}
