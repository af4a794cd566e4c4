using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Fleet;

public sealed class ModelListTests
{
    [Fact]
    public async Task OpenAIs_list_has_the_virtual_models_and_the_fleets()
    {
        await using var app = await StartAsync();

        var body = await app.Client.GetStringAsync(new Uri(app.Http, "/v1/models"));

        Assert.Equal(
            """{"object":"list","data":["""
                + """{"id":"auto","object":"model","created":0,"owned_by":"orchestrator"},"""
                + """{"id":"auto:fast","object":"model","created":0,"owned_by":"orchestrator"},"""
                + """{"id":"auto:quality","object":"model","created":0,"owned_by":"orchestrator"},"""
                + """{"id":"auto:cheap","object":"model","created":0,"owned_by":"orchestrator"},"""
                + """{"id":"ensemble","object":"model","created":0,"owned_by":"orchestrator"},"""
                + """{"id":"hf.co/some/model:q4","object":"model","created":0,"owned_by":"simulated"},"""
                + """{"id":"qwen3:8b","object":"model","created":0,"owned_by":"ollama"}]}""",
            body
        );
    }

    [Theory]
    [InlineData("auto", "auto", "orchestrator")]
    [InlineData("auto%3Afast", "auto:fast", "orchestrator")]
    [InlineData("Ensemble:latest", "ensemble", "orchestrator")]
    [InlineData("QWEN3:8b", "qwen3:8b", "ollama")]
    [InlineData("hf.co/some/model:q4", "hf.co/some/model:q4", "simulated")]
    [InlineData("hf.co%2Fsome%2Fmodel%3Aq4", "hf.co/some/model:q4", "simulated")]
    public async Task One_model_is_found_by_its_name(string path, string id, string owner)
    {
        await using var app = await StartAsync();

        var body = await app.Client.GetStringAsync(new Uri($"{app.Http}v1/models/{path}"));

        Assert.Equal($$"""{"id":"{{id}}","object":"model","created":0,"owned_by":"{{owner}}"}""", body);
    }

    [Fact]
    public async Task An_unknown_model_is_a_404_with_OpenAIs_code()
    {
        await using var app = await StartAsync();

        using var response = await app.Client.GetAsync(new Uri(app.Http, "/v1/models/gpt-4o"));

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Equal(
            """{"error":{"message":"The model 'gpt-4o' does not exist.","type":"invalid_request_error","param":"model","code":"model_not_found"}}""",
            await response.Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task Ollamas_list_gives_every_model_a_tag_and_details()
    {
        await using var app = await StartAsync();

        var body = await app.Client.GetStringAsync(new Uri(app.Http, "/api/tags"));

        Assert.StartsWith(
            """{"models":[{"name":"auto:latest","model":"auto:latest",""",
            body,
            StringComparison.Ordinal
        );
        Assert.Contains("\"family\":\"orchestrator\"", body, StringComparison.Ordinal);
        var ensemble = body[body.IndexOf("\"name\":\"ensemble:latest\"", StringComparison.Ordinal)..];
        Assert.Equal(
            "\"capabilities\":[\"completion\"]",
            ensemble[ensemble.IndexOf("\"capabilities", StringComparison.Ordinal)..].Split('}')[0]
        );
        Assert.Contains(
            """{"name":"qwen3:8b","model":"qwen3:8b","modified_at":"1970-01-01T00:00:00Z","size":5000000000,"digest":"abc","details":{"parent_model":"","format":"gguf","family":"qwen3","families":["qwen3"],"parameter_size":"8.2B","quantization_level":"Q4_K_M","context_length":40960},"capabilities":["completion","tools"]}""",
            body,
            StringComparison.Ordinal
        );
    }

    private static async Task<GatewayApp> StartAsync()
    {
        var app = await GatewayApp.StartAsync();
        app.Router.Fleet = new FleetResponse
        {
            Models =
            {
                new FleetModel
                {
                    Name = "qwen3:8b",
                    Digest = "sha256:abc",
                    SizeBytes = 5_000_000_000,
                    Family = "qwen3",
                    ParameterSize = "8.2B",
                    Quantization = "Q4_K_M",
                    ContextTokens = 40960,
                    Capabilities = { "completion", "tools" },
                },
                new FleetModel { Name = "hf.co/some/model:q4", Simulated = true },
            },
        };
        return app;
    }
}
