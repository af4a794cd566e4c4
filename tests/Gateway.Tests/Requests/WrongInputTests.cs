using System.Text.Json;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Requests;

/// <summary>One gateway, many wrong requests: each gets a clear error, and the gateway goes on.</summary>
public sealed class WrongInputTests(WrongInputTests.Running running) : IClassFixture<WrongInputTests.Running>
{
    private const string Rest = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";

    [Theory]
    [InlineData("", null, "is missing")]
    [InlineData("{\"model\":\"m\",\n \"messages\":[}", null, "is not valid JSON (line 2, byte 14;")]
    [InlineData("[]", null, "must be an object")]
    [InlineData("null", null, "must be a JSON object")]
    [InlineData("{" + Rest + "}", "model", "is required")]
    [InlineData("{\"model\":7," + Rest + "}", "model", "must be a string")]
    [InlineData("{\"model\":\"m\"}", "messages", "at least one message")]
    [InlineData("{\"model\":\"m\",\"messages\":[]}", "messages", "at least one message")]
    [InlineData("{\"model\":\"m\",\"messages\":{}}", "messages", "must be an array")]
    [InlineData("{\"model\":\"m\",\"messages\":[7]}", "messages[0]", "must be an object")]
    [InlineData("{\"model\":\"m\",\"messages\":[null]}", "messages[0]", "must be an object")]
    [InlineData(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"king\",\"content\":\"x\"}]}",
        "messages[0].role",
        "must be system"
    )]
    [InlineData(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}",
        "messages[0].content",
        "must be a string or an array"
    )]
    [InlineData(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":5}]}",
        "messages[0].content",
        "must be a string or an array"
    )]
    [InlineData(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":1}]}]}",
        "messages[0].content[0].text",
        "must be a string"
    )]
    [InlineData(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"sound\"}]}]}",
        "messages[0].content[0].type",
        "text or image_url"
    )]
    [InlineData(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://x/y.png\"}}]}]}",
        "messages[0].content[0].image_url.url",
        "not fetched"
    )]
    [InlineData(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,***\"}}]}]}",
        "messages[0].content[0].image_url.url",
        "base64"
    )]
    [InlineData(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}]}",
        "messages[0].tool_calls[0].function.arguments",
        "JSON object"
    )]
    [InlineData("{\"model\":\"m\",\"temperature\":2.5," + Rest + "}", "temperature", "from 0 to 2")]
    [InlineData("{\"model\":\"m\",\"temperature\":\"hot\"," + Rest + "}", "temperature", "must be a number")]
    [InlineData("{\"model\":\"m\",\"top_p\":1e999," + Rest + "}", "top_p", "from 0 to 1")]
    [InlineData("{\"model\":\"m\",\"max_tokens\":0," + Rest + "}", "max_tokens", "integer from 1")]
    [InlineData("{\"model\":\"m\",\"max_tokens\":1.5," + Rest + "}", "max_tokens", "must be an integer")]
    [InlineData("{\"model\":\"m\",\"n\":2," + Rest + "}", "n", "must be 1")]
    [InlineData("{\"model\":\"m\",\"stream\":\"yes\"," + Rest + "}", "stream", "true or false")]
    [InlineData("{\"model\":\"m\",\"stop\":[1]," + Rest + "}", "stop[0]", "must be a string")]
    [InlineData("{\"model\":\"m\",\"stop\":7," + Rest + "}", "stop", "string or an array")]
    [InlineData("{\"model\":\"m\",\"tools\":[{}]," + Rest + "}", "tools[0].function.name", "is required")]
    [InlineData(
        "{\"model\":\"m\",\"response_format\":{\"type\":\"xml\"}," + Rest + "}",
        "response_format.type",
        "json_schema"
    )]
    [InlineData(
        "{\"model\":\"m\",\"response_format\":{\"type\":\"json_schema\"}," + Rest + "}",
        "response_format.json_schema.schema",
        "JSON Schema"
    )]
    [InlineData("{\"model\":\"m\",\"reasoning_effort\":\"huge\"," + Rest + "}", "reasoning_effort", "minimal")]
    [InlineData(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\\ud800\"}]}",
        "messages[0].content",
        "not valid Unicode"
    )]
    public async Task OpenAIs_error_names_the_field_and_what_was_expected(string body, string? field, string expected)
    {
        var (status, answer) = await running.App.AskAsync("/v1/chat/completions", body);

        using var json = JsonDocument.Parse(answer);
        var error = json.RootElement.GetProperty("error");
        Assert.Equal(400, status);
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Equal(field, error.GetProperty("param").GetString());
        Assert.Contains(expected, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(running.App.Errors);
    }

    [Theory]
    [InlineData("", "is missing")]
    [InlineData("{", "is not valid JSON (line 1")]
    [InlineData("{" + Rest + "}", "model is required")]
    [InlineData("{\"model\":\"m\",\"messages\":[]}", "'messages' must have at least one message")]
    [InlineData("{\"model\":\"m\",\"messages\":[{\"role\":\"x\"}]}", "'messages[0].role' must be")]
    [InlineData(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[]}]}",
        "'messages[0].content' must be a string"
    )]
    [InlineData(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"images\":[\"*\"]}]}",
        "'messages[0].images[0]' must hold an image"
    )]
    [InlineData(
        "{\"model\":\"m\",\"options\":{\"temperature\":\"hot\"}," + Rest + "}",
        "option \"temperature\" must be of type float32"
    )]
    [InlineData(
        "{\"model\":\"m\",\"options\":{\"num_ctx\":\"8k\"}," + Rest + "}",
        "option \"num_ctx\" must be of type integer"
    )]
    [InlineData("{\"model\":\"m\",\"options\":{\"stop\":\"x\"}," + Rest + "}", "option \"stop\" must be of type array")]
    [InlineData("{\"model\":\"m\",\"options\":[]," + Rest + "}", "'options' must be an object")]
    [InlineData("{\"model\":\"m\",\"keep_alive\":\"300\"," + Rest + "}", "'keep_alive' must be seconds")]
    [InlineData("{\"model\":\"m\",\"think\":\"hard\"," + Rest + "}", "'think' must be true")]
    [InlineData("{\"model\":\"m\",\"format\":7," + Rest + "}", "'format' must be")]
    public async Task Ollamas_error_is_one_sentence_that_names_the_field(string body, string expected)
    {
        var (status, answer) = await running.App.AskAsync("/api/chat", body);

        using var json = JsonDocument.Parse(answer);
        Assert.Equal(400, status);
        Assert.Contains(expected, json.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(running.App.Errors);
    }

    [Theory]
    [InlineData(
        "/v1/chat/completions",
        """{"error":{"message":"Because of the fake.","type":"invalid_request_error","param":"model","code":"model_not_found"}}"""
    )]
    [InlineData("/api/chat", """{"error":"model \"nope\" not found"}""")]
    public async Task An_unknown_model_is_a_404_with_the_routers_words_where_the_dialect_has_none(
        string path,
        string expected
    )
    {
        var (status, answer) = await running.App.AskAsync(path, "{\"model\":\"nope\"," + Rest + "}");

        Assert.Equal((404, expected), (status, answer));
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", 404, "\"code\":\"unknown_url\"")]
    [InlineData("GET", "/v1/chat/completions", 405, "\"code\":\"method_not_allowed\"")]
    [InlineData("DELETE", "/v1/models", 405, "takes GET, not DELETE")]
    [InlineData("POST", "/api/generate", 404, """{"error":"There is nothing at POST /api/generate."}""")]
    [InlineData("GET", "/api/chat", 405, """{"error":"/api/chat takes POST, not GET."}""")]
    [InlineData("GET", "/api/route", 405, "\"title\":\"This path does not take this method\"")]
    public async Task A_wrong_path_or_method_is_told_in_the_callers_dialect(
        string method,
        string path,
        int status,
        string expected
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(running.App.Http, path));
        using var response = await running.App.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_content_type_is_tolerated()
    {
        using var content = new StringContent(
            "{\"model\":\"m\"," + Rest + "}",
            System.Text.Encoding.UTF8,
            "text/plain"
        );

        using var response = await running.App.Client.PostAsync(
            new Uri(running.App.Http, "/v1/chat/completions"),
            content
        );

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Ollamas_clients_find_a_running_server(string method)
    {
        using var root = await running.App.Client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), running.App.Http)
        );
        using var version = await running.App.Client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), new Uri(running.App.Http, "/api/version"))
        );

        Assert.Equal((200, 200), ((int)root.StatusCode, (int)version.StatusCode));
        Assert.Equal(method == "GET" ? "Ollama is running" : "", await root.Content.ReadAsStringAsync());
        Assert.Equal(method == "GET" ? "{\"version\":\"0.33.0\"}" : "", await version.Content.ReadAsStringAsync());
    }

    public sealed class Running : IAsyncLifetime
    {
        internal GatewayApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await GatewayApp.StartAsync();
            var route = App.Router.OnRoute;
            App.Router.OnRoute = request =>
                request.RequestedModel == "nope" ? Decisions.Refusal(RefusalReason.UnknownModel) : route(request);
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
