using Microsoft.AspNetCore.Http;

namespace Orchestrator.Inference.Tests.Ollama;

public sealed class ModelsTests
{
    private static readonly ModelId Model = ModelId.Parse("m");

    [Fact]
    public async Task Installed_models_are_listed_and_names_that_are_none_left_out()
    {
        await using var replica = await TestReplica.StartAsync(
            200,
            """
            {"models":[{"name":"qwen3:8b","model":"qwen3:8b","modified_at":"2026-08-01T10:00:00.123456789+09:00","size":5200000000,
              "digest":"500a1f067a9f","details":{"parent_model":"","format":"gguf","family":"qwen3","families":["qwen3"],"parameter_size":"8.2B","quantization_level":"Q4_K_M","context_length":40960},"capabilities":["completion"]},
              {"name":"not a name","digest":"x"},
              {"name":"bare","digest":"y","modified_at":"2026-08-01T10:00:00Z"}]}
            """
        );

        var models = await replica.Client.ListInstalledAsync(CancellationToken.None);

        Assert.Equal(
            new InstalledModel(
                ModelId.Parse("qwen3:8b"),
                "500a1f067a9f",
                5_200_000_000,
                new DateTimeOffset(2026, 8, 1, 1, 0, 0, TimeSpan.Zero).AddTicks(1234567),
                new ModelShape("qwen3", "gguf", "8.2B", "Q4_K_M")
            ),
            models[0] with
            {
                ModifiedAt = models[0].ModifiedAt.ToUniversalTime(),
            }
        );
        Assert.Equal(["qwen3:8b", "bare:latest"], models.Select(model => model.Id.ToString()));
        Assert.Equal(("GET", "/api/tags"), LastCall(replica));
    }

    [Fact]
    public async Task Loaded_models_tell_their_memory_and_never_may_be_centuries_ahead()
    {
        await using var replica = await TestReplica.StartAsync(
            200,
            """
            {"models":[{"name":"m:latest","model":"m:latest","size":6000,"digest":"d","details":{"format":"gguf","family":"f","families":null,"parameter_size":"1B","quantization_level":"Q8_0"},
              "expires_at":"2318-11-02T10:00:00.5-07:00","size_vram":4000,"context_length":4096}]}
            """
        );

        var model = Assert.Single(await replica.Client.ListLoadedAsync(CancellationToken.None));

        Assert.Equal((6000, 4000, 4096), (model.SizeBytes, model.VramBytes, model.ContextLength));
        Assert.Equal(new DateTimeOffset(2318, 11, 2, 17, 0, 0, 500, TimeSpan.Zero), model.ExpiresAt);
        Assert.Equal(("GET", "/api/ps"), LastCall(replica));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"models\":null}")]
    [InlineData("{\"models\":[]}")]
    public async Task A_replica_without_models_has_an_empty_list(string body)
    {
        await using var replica = await TestReplica.StartAsync(200, body);

        Assert.Empty(await replica.Client.ListInstalledAsync(CancellationToken.None));
        Assert.Empty(await replica.Client.ListLoadedAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_models_card_has_what_its_file_says()
    {
        await using var replica = await TestReplica.StartAsync(
            200,
            """
            {"modelfile":"FROM x","template":"{{ .Prompt }}","details":{"family":"qwen3","format":"gguf","parameter_size":"8.2B","quantization_level":"Q4_K_M"},
             "model_info":{"general.architecture":"qwen3","general.parameter_count":8190735360,"qwen3.context_length":40960,"qwen3.embedding_length":4096,"tokenizer.ggml.tokens":null},
             "capabilities":["completion","tools","thinking"],"modified_at":"2026-08-01T10:00:00Z"}
            """
        );

        var card = await replica.Client.ShowAsync(Model, CancellationToken.None);

        Assert.Equal(["completion", "tools", "thinking"], card.Capabilities);
        Assert.Equal(("qwen3", 8_190_735_360), (card.Architecture, card.ParameterCount));
        Assert.Equal((40960, 4096), (card.ContextLengthMax, card.EmbeddingLength));
        TestReplica.AssertJson("""{"model":"m:latest","CustomHeaders":{}}""", replica.LastBody);
    }

    [Fact]
    public async Task A_card_may_be_nearly_empty()
    {
        await using var replica = await TestReplica.StartAsync(200, "{}");

        var card = await replica.Client.ShowAsync(Model, CancellationToken.None);

        Assert.Empty(card.Capabilities);
        Assert.Null(card.ContextLengthMax);
    }

    [Fact]
    public async Task Loading_names_the_model_and_says_how_long_it_stays()
    {
        await using var replica = await TestReplica.AnswersAsync(
            """{"response":"","done":true,"done_reason":"load"}"""
        );

        await replica.Client.LoadAsync(
            Model,
            KeepAlive.For(TimeSpan.FromHours(1)),
            new ModelOptions { NumCtx = 4096 },
            CancellationToken.None
        );

        Assert.Equal(("POST", "/api/generate"), LastCall(replica));
        TestReplica.AssertJson(
            """
            {"model":"m:latest","prompt":"","stream":false,"keep_alive":"3600s","options":{"num_ctx":4096},"CustomHeaders":{}}
            """,
            replica.LastBody
        );
    }

    [Fact]
    public async Task A_model_that_only_makes_embeddings_is_loaded_by_an_embedding_of_nothing()
    {
        await using var replica = await TestReplica.StartAsync(context =>
        {
            var isEmbed = context.Request.Path == "/api/embed";
            context.Response.StatusCode = isEmbed ? 200 : 400;
            return context.Response.WriteAsync(
                isEmbed ? """{"embeddings":[]}""" : """{"error":"\"m:latest\" does not support generate"}""",
                context.RequestAborted
            );
        });

        await replica.Client.LoadAsync(Model, KeepAlive.Forever, options: null, CancellationToken.None);

        Assert.Equal(("POST", "/api/embed"), LastCall(replica));
        TestReplica.AssertJson(
            """{"model":"m:latest","input":[],"keep_alive":"-1s","options":null,"CustomHeaders":{}}""",
            replica.LastBody
        );
    }

    [Fact]
    public async Task A_load_that_ends_without_done_failed()
    {
        await using var replica = await TestReplica.AnswersAsync("""{"response":"","done":false}""");

        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            replica.Client.LoadAsync(Model, null, null, CancellationToken.None)
        );

        Assert.Equal(InferenceCause.StreamBroken, exception.Error.Cause);
    }

    [Fact]
    public async Task Unloading_names_the_model_although_the_package_would_take_another_one()
    {
        await using var replica = await TestReplica.AnswersAsync(
            """{"response":"","done":true,"done_reason":"unload"}"""
        );

        await replica.Client.UnloadAsync(Model, CancellationToken.None);

        TestReplica.AssertJson(
            """{"model":"m:latest","prompt":"","stream":false,"keep_alive":"0s","CustomHeaders":{}}""",
            replica.LastBody
        );
    }

    [Fact]
    public async Task Pulling_reports_its_progress_and_needs_no_done()
    {
        await using var replica = await TestReplica.AnswersAsync(
            """{"status":"pulling manifest"}""",
            """{"status":"pulling 500a1f067a9f","digest":"sha256:500a","total":100,"completed":40}""",
            """{"status":"success"}"""
        );

        var lines = new List<PullProgress>();
        await foreach (var line in replica.Client.PullAsync(Model, CancellationToken.None))
        {
            lines.Add(line);
        }

        Assert.Equal(new PullProgress("pulling 500a1f067a9f", "sha256:500a", 40, 100), lines[1]);
        Assert.Equal("success", lines[^1].Status);
    }

    [Fact]
    public async Task A_pull_that_fails_half_way_says_why()
    {
        await using var replica = await TestReplica.AnswersAsync(
            """{"status":"pulling manifest"}""",
            """{"error":"pull model manifest: file does not exist"}"""
        );

        var exception = await Assert.ThrowsAsync<InferenceException>(async () =>
        {
            await foreach (var _ in replica.Client.PullAsync(Model, CancellationToken.None)) { }
        });

        Assert.Equal("pull model manifest: file does not exist", exception.Error.Message);
    }

    [Fact]
    public async Task Deleting_names_the_model()
    {
        await using var replica = await TestReplica.StartAsync(200, "");

        await replica.Client.DeleteAsync(Model, CancellationToken.None);

        Assert.Equal(("DELETE", "/api/delete"), LastCall(replica));
        TestReplica.AssertJson("""{"model":"m:latest","CustomHeaders":{}}""", replica.LastBody);
    }

    [Fact]
    public async Task The_version_is_the_replicas()
    {
        await using var replica = await TestReplica.StartAsync(200, """{"version":"0.33.0"}""");

        Assert.Equal("0.33.0", await replica.Client.GetVersionAsync(CancellationToken.None));
    }

    private static (string Method, string Path) LastCall(TestReplica replica)
    {
        var request = replica.Server.Requests.Last();
        return (request.Method, request.Path);
    }
}
