using OllamaSharp;
using OllamaSharp.Models;
using OllamaSharp.Models.Exceptions;

namespace Orchestrator.StandIns.Tests.OllamaSharp;

public sealed class ModelTests
{
    [Fact]
    public async Task Installed_and_running_models_are_read()
    {
        await using var server = await OllamaTestServer.AnswersAsync(
            """{"models":[{"name":"m:latest","model":"m:latest","modified_at":"2026-08-01T10:00:00Z","expires_at":"2026-08-01T11:00:00Z","size":6,"size_vram":4,"context_length":4096,"digest":"d","details":{"format":"gguf","family":"f","families":null,"parameter_size":"1B","quantization_level":"Q4_0"}}]}"""
        );

        var model = Assert.Single(await server.Api.ListLocalModelsAsync());
        var running = Assert.Single(await server.Api.ListRunningModelsAsync());

        Assert.Equal(("m:latest", "m:latest", 6L, "d"), (model.Name, model.ModelName, model.Size, model.Digest));
        Assert.Equal(
            ("f", "1B", "Q4_0"),
            (model.Details.Family, model.Details.ParameterSize, model.Details.QuantizationLevel)
        );
        Assert.Equal((4L, 4096), (running.SizeVram, running.ContextLength));
        Assert.Equal(["/api/tags", "/api/ps"], server.Server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task What_a_models_file_says_beyond_the_known_is_kept()
    {
        await using var server = await OllamaTestServer.AnswersAsync(
            """{"details":{"family":"f"},"model_info":{"general.architecture":"f","general.parameter_count":9,"f.context_length":128},"capabilities":["tools"]}"""
        );

        var card = await server.Api.ShowModelAsync("m");

        Assert.Equal(("f", 9L), (card.Info.Architecture, card.Info.ParameterCount));
        Assert.Equal("128", card.Info.ExtraInfo!["f.context_length"].ToString());
        Assert.Equal("tools", Assert.Single(card.Capabilities!));
    }

    [Fact]
    public async Task A_pull_reports_progress_and_throws_what_the_server_reports()
    {
        await using var server = await OllamaTestServer.AnswersAsync(
            """{"status":"pulling","digest":"d","total":200,"completed":50}""",
            """{"error":"boom"}"""
        );
        await using var items = server.Api.PullModelAsync("m").GetAsyncEnumerator();

        Assert.True(await items.MoveNextAsync());
        Assert.Equal(25.0, items.Current!.Percent);
        var exception = await Assert.ThrowsAsync<ResponseError>(() => items.MoveNextAsync().AsTask());
        Assert.Equal("boom", exception.Message);
    }

    [Fact]
    public async Task Push_and_create_stream_as_well()
    {
        await using var server = await OllamaTestServer.AnswersAsync("""{"status":"success"}""");

        var pushed = Assert.Single(await OllamaTestServer.ReadAsync(server.Api.PushModelAsync("m")));
        var created = Assert.Single(
            await OllamaTestServer.ReadAsync(
                server.Api.CreateModelAsync(new CreateModelRequest { Model = "n", From = "m" })
            )
        );

        Assert.Equal(("success", "success"), (pushed!.Status, created!.Status));
        Assert.Contains("\"from\":\"m\"", server.LastRequest.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_and_delete_send_their_names()
    {
        await using var server = await OllamaTestServer.AnswersAsync();

        await server.Api.CopyModelAsync("a", "b");
        await server.Api.DeleteModelAsync("b");

        Assert.Equal(
            ["POST /api/copy", "DELETE /api/delete"],
            server.Server.Requests.Select(r => $"{r.Method} {r.Path}")
        );
        Assert.Contains(
            "\"source\":\"a\",\"destination\":\"b\"",
            server.Server.Requests.First().Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Embeddings_always_carry_their_options_even_when_there_are_none()
    {
        await using var server = await OllamaTestServer.AnswersAsync(
            """{"embeddings":[[0.5,1]],"prompt_eval_count":2}"""
        );

        var answer = await server.Api.EmbedAsync("x");

        Assert.Equal([0.5f, 1f], Assert.Single(answer.Embeddings));
        Assert.Contains("\"options\":null", server.LastRequest.Body, StringComparison.Ordinal);
        Assert.Contains("\"input\":[\"x\"]", server.LastRequest.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(404, false)]
    public async Task A_blob_exists_or_not(int status, bool exists)
    {
        await using var server = await OllamaTestServer.FailsAsync(status, "");

        Assert.Equal(exists, await server.Api.IsBlobExistsAsync("sha256:0"));
        Assert.Equal("HEAD", server.LastRequest.Method);
    }

    [Fact]
    public async Task A_blob_is_pushed_under_its_digest()
    {
        await using var server = await OllamaTestServer.FailsAsync(201, "");

        await server.Api.PushBlobAsync("abc"u8.ToArray());

        Assert.Equal(
            "/api/blobs/sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            server.LastRequest.Path
        );
        Assert.Equal("abc", server.LastRequest.Body);
    }

    [Fact]
    public async Task A_server_that_answers_is_running()
    {
        await using var server = await OllamaTestServer.FailsAsync(200, "Ollama is running");

        Assert.True(await server.Api.IsRunningAsync());
        Assert.Equal("/", server.LastRequest.Path);
    }
}
